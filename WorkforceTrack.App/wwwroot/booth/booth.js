// What the booth keeps in this tab, and how it comes by a pass. Everything here is in sessionStorage of the booth's own origin: the
// pages that know who someone is cannot read it, and it is gone with the tab. A browser that keeps nothing for a frame gets a page
// that remembers until it is left, and says so.

const keyOf = (kind, slug) => `wt-${kind}:${slug}`;
const framed = window.parent !== window;
// The origin of the page around the frame, as the program knows it: nothing is told to another, and nothing heard from one.
const around = document.body.dataset.around;
const longestWait = 20000;

const memory = new Map();

const storage = (() => {
  try {
    sessionStorage.setItem('wt-probe', '');
    sessionStorage.removeItem('wt-probe');
    return sessionStorage;
  } catch {
    return null;
  }
})();

const read = (kind, slug) => (storage ? storage.getItem(keyOf(kind, slug)) : memory.get(keyOf(kind, slug))) ?? null;

const write = (kind, slug, value) => storage ? storage.setItem(keyOf(kind, slug), value) : void memory.set(keyOf(kind, slug), value);

const remove = (kind, slug) => storage ? storage.removeItem(keyOf(kind, slug)) : void memory.delete(keyOf(kind, slug));

/** What this tab holds for a survey. */
export function open(slug) {
  tellSize();
  return JSON.stringify({ pass: read('pass', slug) !== null, lasts: storage !== null, draft: read('draft', slug)?.length ?? 0 });
}

/** A part of the draft. */
export const draft = (slug, from, length) => (read('draft', slug) ?? '').slice(from, from + length);

export const keep = (slug, text) => write('draft', slug, text);

export const pass = slug => read('pass', slug);

/** By what a poll knows answers that are handed in again: the same until they are in. */
export function ticket(slug) {
  const kept = read('ticket', slug);
  if (kept !== null) return kept;
  const drawn = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  write('ticket', slug, drawn);
  return drawn;
}

/** After the answers are in: nothing of them stays in the tab. */
export function forget(slug) {
  for (const kind of ['pass', 'draft', 'ask', 'ticket']) remove(kind, slug);
}

/** The screen changed: its heading gets the focus, and comes into view. */
export function settle() {
  const heading = document.getElementById('booth-focus');
  heading?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
  if (framed) window.parent.postMessage({ booth: 'moved' }, around);
  tellSize();
}

/** The next screen, with the draft as it now is. */
export function move(slug, text) {
  keep(slug, text);
  settle();
}

/** Fetches the key of the passes and checks it against the ledger. */
async function checkedKey(slug) {
  const script = await import('./pass.js').catch(() => null);
  if (!script) return { fault: 'no-answer' };
  const { checkKey, fingerprint } = script;
  const answer = await fetch(`/booth/${slug}/key`, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => null);
  if (!answer?.ok) return { fault: answer ? 'not-open' : 'no-answer' };
  const evidence = await answer.json();
  const spki = bytesOf(evidence.key);
  const verdict = await checkKey({ spki, proof: evidence.proof, logKey: evidence.logKey, survey: evidence.survey });
  if (verdict.why === 'no-crypto') return { fault: 'no-crypto' };
  if (verdict.state === 'wrong') return { fault: 'wrong-key' };
  return { spki, text: evidence.key, shown: { fingerprint: await fingerprint(spki), checked: verdict.state } };
}

/** What the door shows of the key. */
export async function check(slug) {
  const { shown, fault } = await checkedKey(slug);
  return JSON.stringify(shown ?? { fault });
}

/** Draws a pass: blinded here, signed by the page around the frame, made a pass here. Asked again, it asks with the same message. */
export const draw = async slug => JSON.stringify(await drawn(slug));

async function drawn(slug) {
  if (!framed) return { fault: 'not-framed' };
  const { spki, text, shown, fault } = await checkedKey(slug);
  if (fault) return { fault };
  const { makeRequest, finish } = await import('./pass.js');
  try {
    let request = JSON.parse(read('ask', slug));
    if (request?.key !== text) {
      request = { ...await makeRequest(spki), key: text };
      write('ask', slug, JSON.stringify(request));
    }

    const signed = await ask(request.blinded);
    if (signed.fault) return { ...shown, fault: signed.fault };
    write('pass', slug, await finish(spki, request.keep, signed.signature));
    remove('ask', slug);
    return shown;
  } catch (error) {
    return { ...shown, fault: typeof error.code === 'string' ? error.code : 'no-answer' };
  }
}

/** Has the page around the frame sign a blinded message. Both sides look at who speaks. */
function ask(blinded) {
  return new Promise(resolve => {
    const done = result => {
      clearTimeout(timer);
      window.removeEventListener('message', hear);
      resolve(result);
    };
    const hear = event => {
      if (event.source !== window.parent || event.origin !== around || event.data?.booth !== 'signed') return;
      done({ signature: String(event.data.signature ?? ''), fault: event.data.fault });
    };
    const timer = setTimeout(() => done({ fault: 'no-answer' }), longestWait);
    window.addEventListener('message', hear);
    window.parent.postMessage({ booth: 'sign', blinded }, around);
  });
}

/** Gives the pass to its owner as a file. */
export function offer(slug) {
  const text = read('pass', slug);
  if (text === null) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
  link.download = `pass-${slug}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Takes a pass from a file that its owner kept. */
export async function takeFile(slug) {
  const [file] = document.getElementById('pass-file')?.files ?? [];
  if (!file || file.size > 4096) return false;
  const text = (await file.text()).trim();
  if (!await isGood(slug, text)) return false;
  write('pass', slug, text);
  return true;
}

/** Puts a pass away that is none for this survey. */
export const drop = slug => remove('pass', slug);

/** Whether a pass was signed with this survey's key (RSASSA-PSS with SHA-384 and a salt of 48 bytes). Whether it was used, only the booth knows. */
async function isGood(slug, text) {
  const [, message, signature] = /^workforcetrack-pass-1\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  const { spki } = await checkedKey(slug);
  if (!message || !spki) return false;
  try {
    const key = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'RSA-PSS', saltLength: 48 }, key, bytesOf(signature), bytesOf(message));
  } catch {
    return false;
  }
}

const bytesOf = base64url => Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));

let watching = false;

/** The frame is as high as what is in it, so nobody scrolls within a page that scrolls. */
function tellSize() {
  const main = document.getElementById('main');
  if (!framed || !main) return;
  const tell = () => window.parent.postMessage({ booth: 'size', height: Math.ceil(main.getBoundingClientRect().height) }, around);
  tell();
  if (watching) return;
  watching = true;
  new ResizeObserver(tell).observe(main);
}
