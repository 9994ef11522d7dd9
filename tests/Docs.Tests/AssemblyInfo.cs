// Programs of the documents write to the one console of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
