// The rule of handouts/counter/finding.py and folding.py once more, over what they wrote into the page:
// words that do not count beside others, and letters that people type one for another, as l=ł.
"use strict";
const finding = (little, alike) => {
  const TERM = 1, PREFIX = 1, MISSPELT = 2, OTHER = 9;
  const stems = new Map();
  const letters = new Map(alike.flatMap((group) => {
    const [one, others] = group.split("=");
    return [...others].map((other) => [other, one]);
  }));

  // Accents, points and joiners; of the scripts of India marks are vowels.
  const DROPPED = /\p{Cf}|(?![\u0900-\u0dff])\p{M}/gu;
  // Han, kana, Thai, Lao, Burmese and Khmer, which put no spaces between words.
  const UNSPACED = String.raw`\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}`
    + String.raw`\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff`;
  const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const unspaced = (word) => new RegExp(`^[${UNSPACED}]`, "u").test(word);

  function fold(text) {
    const bare = text.normalize("NFKD").replace(DROPPED, "").toLowerCase();
    const plain = [...bare].map((letter) => letters.get(letter) ?? letter).join("");
    return (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).flatMap((word) => word.match(RUNS)).join(" ");
  }
  const split = (phrase) => phrase.split(" ").filter(Boolean);
  const counted = (phrase) => split(phrase).filter((word) => !little.includes(word));
  const pairs = (words) => words.slice(1).map((word, at) => words[at] + word);
  const least = (costs) => Math.min(Infinity, ...costs);

  function stem(word) {
    if (!stems.has(word)) {
      let found = word.replace(/^(?:[وفبك]?ال|لل)(?=...)/, "");
      if (found.length > 4 && found.endsWith("ies")) found = `${found.slice(0, -3)}y`;
      else if (found.length > 4 && /(?:ss|x|z|ch|sh)es$/.test(found)) found = found.slice(0, -2);
      else if (found.length > 3 && /[^sui]s$/.test(found)) found = found.slice(0, -1);
      found = found.replace(/(?<=...)(?:ing|ed)$/, "").replace(/([^aeiouyls\d])\1$/, "$1");
      stems.set(word, found.replace(/(?<=....)e$/, ""));
    }
    return stems.get(word);
  }

  // Letters that are wrong, two that changed places as one: optimal string alignment.
  function distance(one, other) {
    let before = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const wrong = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  function far(word, typed, more = 0) {
    if (stem(word) === stem(typed)) return 0;
    if (unspaced(typed) || /\p{Nd}/u.test(typed)) return OTHER;
    const ways = [[word, typed], [stem(word), stem(typed)]].map(([one, other]) => {
      const length = other.length;
      const allowed = (length < 4 ? 0 : length < 8 ? 1 : 2) + (length > 4 ? more : 0);
      if (Math.abs(one.length - length) > allowed) return OTHER;
      const wrong = distance(one, other);
      return wrong <= allowed ? wrong : OTHER;
    });
    return least(ways);
  }

  // phrases: of names, terms, headings and other text, in this order.
  function findable(phrases) {
    const words = new Map();
    phrases.forEach((held, place) => {
      for (const phrase of held)
        for (const word of [...counted(phrase), ...(place <= TERM ? pairs(split(phrase)) : [])])
          if (!words.has(word)) words.set(word, place);
    });
    return { names: phrases[0], words: [...words] };
  }

  function same(words, name) {
    const sorted = (each) => each.map(stem).sort().join(" ");
    return words.length > 0 && (sorted(words) === sorted(name) || words.join("") === name.join(""));
  }

  const starts = (word, token) => word.startsWith(token) || stem(word).startsWith(token);

  function costs(things, token, begins) {
    return things.map(({ words }) =>
      least(words.flatMap(([word, place]) =>
        stem(word) === stem(token) ? [3 * place]
          : (begins && starts(word, token)) || (unspaced(token) && word.includes(token))
            ? [3 * place + PREFIX] : [])));
  }

  function misspelt(things, token) {
    return things.map(({ words }) =>
      least(words.flatMap(([word, place]) =>
        place <= TERM && far(word, token) < OTHER ? [3 * place + MISSPELT] : [])));
  }

  function cover(words, cost) {
    const sums = [0];
    words.forEach((word, at) => {
      const two = at ? sums[at - 1] + cost(words[at - 1] + word) : Infinity;
      sums.push(Math.min(sums[at] + cost(word), two));
    });
    return sums[words.length];
  }

  // The positions of what has all words of a query, the best first.
  function search(things, query) {
    let words = counted(fold(query));
    if (!words.length) words = split(fold(query));
    const last = words.at(-1) ?? "";
    const begun = [words.slice(-2).join(""), ...(words.length === 1 || last.length > 1 ? [last] : [])];
    const table = new Map();
    for (const token of [...words, ...pairs(words)])
      table.set(token, costs(things, token, begun.includes(token)));
    for (const word of words)
      if (!table.get(word).some(Number.isFinite)) table.set(word, misspelt(things, word));
    const found = things
      .map(({ names }, position) => ({
        position,
        called: names.some((name) => same(words, counted(name))) ? 0 : 1,
        cost: cover(words, (token) => table.get(token)[position]),
      }))
      .filter(({ cost }) => Number.isFinite(cost))
      .sort((a, b) => a.called - b.called || a.cost - b.cost || a.position - b.position)
      .map(({ position }) => position);
    return found.length || counted(fold(query)).length || !query.trim() ? found : search(things, "");
  }

  // The name that is nearest to a query that finds nothing, or "".
  function suggest(things, query) {
    const typed = counted(fold(query));
    const more = typed.length === 1 ? 1 : 0;
    let most = 0, fewest = 0, nearest = "";
    for (const name of things.flatMap(({ names }) => names)) {
      const words = counted(name);
      const wrong = words.map((word) => Math.min(OTHER, ...typed.map((one) => far(word, one, more))));
      const sum = wrong.reduce((a, b) => a + b, 0);
      const nearer = words.length > most || (words.length === most && sum < fewest);
      if (words.length && !wrong.includes(OTHER) && nearer)
        [most, fewest, nearest] = [words.length, sum, name];
    }
    return nearest;
  }

  return { fold, findable, search, suggest };
};
