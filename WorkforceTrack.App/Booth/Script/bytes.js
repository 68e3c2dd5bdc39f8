// Bytes and the texts that stand for them, each with one spelling only: what is not written back the same is not read.

const utf8 = new TextEncoder();

export const bytesOf = text => utf8.encode(text);

export function join(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

export const toHex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

export const toBase64 = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));

export const toBase64url = bytes => toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The bytes, or null for another spelling or another length. */
export const fromBase64 = (text, length) => read(text, text, length, toBase64);

export const fromBase64url = (text, length) =>
  typeof text === 'string' ? read(text, text.replaceAll('-', '+').replaceAll('_', '/'), length, toBase64url) : null;

function read(text, base64, length, write) {
  if (typeof text !== 'string') return null;
  let bytes;
  try {
    bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  } catch {
    return null;
  }
  return write(bytes) === text && (length === undefined || bytes.length === length) ? bytes : null;
}
