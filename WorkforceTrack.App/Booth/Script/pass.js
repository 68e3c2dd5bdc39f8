// Draws a one-time pass (RFC 9474, RSABSSA-SHA384-PSS-Randomized). What is blinded here is signed by a session that knows who asks,
// and comes back as a pass that nothing there can recognise.

import { BlindRSA, Params } from '@cloudflare/blindrsa-ts';
import { fromBase64url, same, sha256, toBase64url, toHex } from './bytes.js';

export { checkKey } from './ledger.js';

const suite = new BlindRSA(Params.RSABSSA_SHA384_PSS_Randomized);
const version = 'workforcetrack-pass-1';
const nonceLength = 32;
const messageLength = 64;
const signatureLength = 256;

/** Why no pass came about. `code`: no-crypto, no-key, other-key, no-keep, wrong-signature. */
export class PassError extends Error {
  constructor(code) {
    super(`No pass: ${code}`);
    this.name = 'PassError';
    this.code = code;
  }
}

/**
 * Draws a nonce and blinds it for the key of the survey.
 * @param {Uint8Array} spki
 * @returns {Promise<{blinded: string, keep: {version: string, key: string, message: string, inverse: string}}>} `blinded` goes to the
 *   signer; `keep` stays in the tab: with the blind signature it is the pass, and with `blinded` beside it the pass is known again
 */
export async function makeRequest(spki) {
  const key = await importKey(spki);
  const message = suite.prepare(crypto.getRandomValues(new Uint8Array(nonceLength)));
  const { blindedMsg, inv } = await suite.blind(key, message);
  return {
    blinded: toBase64url(blindedMsg),
    keep: { version, key: toBase64url(await sha256(spki)), message: toBase64url(message), inverse: toBase64url(inv) },
  };
}

/**
 * Makes the pass of the blind signature; throws a PassError when it does not verify under the key.
 * @param {Uint8Array} spki
 * @param {string} blindSignature base64url
 * @returns {Promise<string>} what the booth is shown
 */
export async function finish(spki, keep, blindSignature) {
  const key = await importKey(spki);
  const message = fromBase64url(keep?.message, messageLength);
  const inverse = fromBase64url(keep?.inverse, signatureLength);
  const keptKey = fromBase64url(keep?.key, 32);
  if (keep?.version !== version || !message || !inverse || !keptKey) throw new PassError('no-keep');
  if (!same(keptKey, await sha256(spki))) throw new PassError('other-key');
  const blind = fromBase64url(blindSignature, signatureLength);
  // finalize verifies what it made, and has no other reason to fail here.
  const signature = blind && await suite.finalize(key, message, blind, inverse).catch(() => null);
  if (!signature) throw new PassError('wrong-signature');
  return [version, toBase64url(message), toBase64url(signature)].join('.');
}

/**
 * The key's SHA-256 in groups that people can compare.
 * @param {Uint8Array} spki
 */
export async function fingerprint(spki) {
  return toHex(await sha256(spki)).match(/.{4}/g).join(' ');
}

/** A key of the one shape that surveys have: with an exponent or a modulus of its choosing, a signer could learn from what is blinded. */
async function importKey(spki) {
  if (!globalThis.crypto?.subtle) throw new PassError('no-crypto');
  const key = await crypto.subtle.importKey('spki', spki, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']).catch(() => null);
  const { modulusLength, publicExponent } = key?.algorithm ?? {};
  if (modulusLength !== signatureLength * 8 || !same(publicExponent, [1, 0, 1])) throw new PassError('no-key');
  return key;
}
