// Searches a small index in the browser. The page is whole without this: an alphabetical list of everything.
const form = document.getElementById('search');
const query = document.getElementById('query');
const found = document.getElementById('found');
const results = document.getElementById('results');
const alphabet = document.getElementById('alphabet');
const most = 30;

const fold = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// Every word must begin a word of the entry. A title that is the word, then one that begins with it, comes first; text last.
function rank(entry, words) {
  let sum = 0;
  for (const word of words) {
    if (entry.titleWords[0] === word || entry.symbol === word) sum += 8;
    else if (entry.titleWords.some(w => w.startsWith(word))) sum += 4;
    else if (entry.words.some(w => w.startsWith(word))) sum += 1;
    else return 0;
  }
  return sum;
}

function prepare(entry) {
  const words = text => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const all = words(entry.text);
  return { ...entry, titleWords: words(entry.title), words: [...new Set(all)], symbol: entry.kind === 'Element' ? all[0] : '' };
}

function show(index) {
  const words = fold(query.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const hits = words.length === 0 ? [] : index
    .map(entry => ({ entry, rank: rank(entry, words) }))
    .filter(hit => hit.rank > 0)
    .sort((a, b) => b.rank - a.rank);
  results.replaceChildren(...hits.slice(0, most).map(({ entry }) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    const kind = document.createElement('span');
    link.href = entry.path;
    link.textContent = entry.title;
    kind.className = 'also';
    kind.textContent = entry.kind.toLowerCase();
    item.append(link, ' ', kind);
    return item;
  }));
  results.hidden = words.length === 0;
  alphabet.hidden = words.length > 0;
  found.textContent = words.length === 0 ? '' : hits.length === 0 ? 'Nothing found.' : `${hits.length} found.`;
  const address = new URL(location);
  if (query.value) address.searchParams.set('q', query.value);
  else address.searchParams.delete('q');
  history.replaceState(null, '', address);
}

async function start() {
  const response = await fetch('/search.json');
  if (!response.ok) return;
  const index = (await response.json()).map(prepare);
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  query.addEventListener('input', () => show(index));
  query.value = new URLSearchParams(location.search).get('q') ?? '';
  if (query.value) show(index);
}

start();
