// Checks here, in the browser, that the key of a survey's passes is the one that the ledger names. A key of one's own for each
// member would tell members apart at the booth; a key that stands in a signed, append-only tree is the same for all who look.
// Formats: C2SP tlog-proof, signed-note and tlog-checkpoint; RFC 6962 hashes; RFC 9162 2.1.3.2 for the way to the root.

import { bytesOf, fromBase64, join, same, sha256, toHex } from './bytes.js';

const firstLine = 'c2sp.org/tlog-proof@v1';
const longestProof = 512 * 1024;
const longestPath = 63;
const hashLength = 32;
const ed25519 = 1;
const signatureMark = '\u2014 ';

/**
 * Whether `spki` is the key that the ledger names for this survey.
 * @param {{spki: Uint8Array, proof: string, logKey: string, survey: string}} claim the key, the proof of the entry, the verifier
 *   key of the log, and the survey's id in 32 hex digits
 * @returns {Promise<{state: 'checked' | 'unsigned-here' | 'wrong', why: string}>} `why` is empty, or the first step that failed:
 *   no-crypto, no-proof, no-entry, other-kind, other-survey, other-key, no-log-key, no-checkpoint, other-log, not-included,
 *   not-signed, wrong-signature; no-ed25519 goes with 'unsigned-here': all else holds, but this browser knows no such signature
 */
export async function checkKey(claim) {
  const why = globalThis.crypto?.subtle ? await firstFault(claim) : 'no-crypto';
  return { state: why === '' ? 'checked' : why === 'no-ed25519' ? 'unsigned-here' : 'wrong', why };
}

async function firstFault({ spki, proof: text, logKey, survey }) {
  const proof = parseProof(text);
  if (!proof) return 'no-proof';
  const entry = parseEntry(proof.entry);
  if (!entry) return 'no-entry';
  if (entry.get('kind') !== 'survey-opened') return 'other-kind';
  if (typeof survey !== 'string' || !/^[0-9a-f]{32}$/.test(survey) || entry.get('evidence') !== survey) return 'other-survey';
  if (!(spki instanceof Uint8Array) || entry.get('detail') !== toHex(await sha256(spki))) return 'other-key';
  const key = await parseVerifierKey(logKey);
  if (!key) return 'no-log-key';
  const head = parseCheckpoint(proof.note.text);
  if (!head) return 'no-checkpoint';
  if (head.origin !== key.name) return 'other-log';
  const leaf = await sha256(join([0], proof.entry));
  if (!await leadsTo(head.root, leaf, proof.index, head.size, proof.path)) return 'not-included';
  return faultOfSignature(proof.note, key);
}

function parseProof(text) {
  if (typeof text !== 'string' || text.length > longestProof) return null;
  const cut = text.indexOf('\n\n');
  if (cut < 0) return null;
  const lines = text.slice(0, cut).split('\n');
  if (lines.shift() !== firstLine) return null;
  const entry = fromBase64(field(lines, 'extra '));
  const index = parseNumber(field(lines, 'index '));
  const path = lines.map(line => fromBase64(line, hashLength));
  const note = parseNote(text.slice(cut + 2));
  if (!entry?.length || index === null || path.length > longestPath || path.includes(null) || !note) return null;
  return { entry, index, path, note };
}

function field(lines, name) {
  return lines[0]?.startsWith(name) ? lines.shift().slice(name.length) : null;
}

const parseNumber = text => typeof text === 'string' && /^(0|[1-9][0-9]{0,18})$/.test(text) ? BigInt(text) : null;

const isName = text => /^[^\s\p{Cc}\p{Cs}+]+$/u.test(text);

const isText = text => /^[^\x00-\x09\x0b-\x1f]*\n$/.test(text) && text.length > 1;

/** The lines of an entry by their keys. Which lines an entry has and in which order is the log's affair; that none comes twice is ours. */
function parseEntry(bytes) {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  const [first, ...lines] = text.split('\n');
  if (first !== 'workforcetrack/entry@v1' || lines.pop() !== '') return null;
  const entry = new Map();
  for (const line of lines) {
    const [, key, value] = /^([a-z-]+): (.+)$/.exec(line) ?? [];
    if (key === undefined || entry.has(key)) return null;
    entry.set(key, value);
  }
  return entry;
}

function parseNote(note) {
  // The last empty line divides text and signatures; the text may have empty lines of its own.
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !isText(note) || !isText(note.slice(0, end + 1)) || end + 2 === note.length) return null;
  const signatures = note.slice(end + 2, -1).split('\n').map(parseSignature);
  return signatures.includes(null) ? null : { text: note.slice(0, end + 1), signatures };
}

function parseSignature(line) {
  const [name, encoded, ...more] = line.startsWith(signatureMark) ? line.slice(signatureMark.length).split(' ') : [];
  const bytes = name !== undefined && isName(name) && more.length === 0 ? fromBase64(encoded) : null;
  return bytes?.length > 4 ? { name, id: bytes.slice(0, 4), signature: bytes.slice(4) } : null;
}

function parseCheckpoint(text) {
  const [origin, count, hash, ...rest] = text.split('\n');
  const size = parseNumber(count);
  const root = fromBase64(hash, hashLength);
  return isName(origin) && size !== null && root && rest.length === 1 && rest[0] === '' ? { origin, size, root } : null;
}

/** `name+id+key`, as /ledger/key serves it with a line feed at its end. Base64 has plus signs of its own: only the first two divide. */
async function parseVerifierKey(text) {
  const [, name, hex, encoded] = (typeof text === 'string' && /^([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n?$/.exec(text)) || [];
  const bytes = name !== undefined && isName(name) ? fromBase64(encoded, 1 + hashLength) : null;
  if (bytes?.[0] !== ed25519) return null;
  const id = (await sha256(join(bytesOf(`${name}\n`), bytes))).slice(0, 4);
  return toHex(id) === hex ? { name, id, publicKey: bytes.slice(1) } : null;
}

async function leadsTo(root, leaf, index, size, path) {
  if (index >= size) return false;
  let [place, last, hash] = [index, size - 1n, leaf];
  for (const beside of path) {
    if (last === 0n) return false;
    if ((place & 1n) === 1n || place === last) {
      hash = await sha256(join([1], beside, hash));
      for (; (place & 1n) === 0n && place !== 0n; place >>= 1n) last >>= 1n;
    } else {
      hash = await sha256(join([1], hash, beside));
    }
    place >>= 1n;
    last >>= 1n;
  }
  return last === 0n && same(hash, root);
}

/** Last of all, since a browser may know no Ed25519: all that can be checked without it is checked by then. */
async function faultOfSignature(note, key) {
  const ours = note.signatures.filter(signature => signature.name === key.name && same(signature.id, key.id));
  if (ours.length === 0) return 'not-signed';
  if (!await importKey(wellKnown)) return 'no-ed25519';
  const imported = await importKey(key.publicKey);
  if (!imported) return 'no-log-key';
  for (const { signature } of ours)
    if (!await crypto.subtle.verify('Ed25519', imported, signature, bytesOf(note.text))) return 'wrong-signature';
  return '';
}

// A key that every browser with Ed25519 takes (RFC 8032 7.1, test 1): so a refusal of the log's own key is not mistaken for a lack.
const wellKnown = Uint8Array.from(
  'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'.match(/../g), byte => parseInt(byte, 16));

const importKey = bytes => crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']).catch(() => null);
