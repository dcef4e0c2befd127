/** A commit without its signature, which is what was signed, and the signature. */
export interface SignedCommit {
  readonly payload: Buffer;
  readonly signature: string;
}

/** Bytes of a commit that is looked at: keys of 16,384 bits sign with 3,000, and an event has 65,536 characters. */
const mostBytes = 512 * 1024;
const beginning = '-----BEGIN SSH SIGNATURE-----\n';
const fields = ['gpgsig', 'gpgsig-sha256'] as const;

/** Git names the field by the hash of the repository. */
function fieldOf(like: string): string {
  return like.length === 64 ? 'gpgsig-sha256' : 'gpgsig';
}

/**
 * @param bytes see `commitBytes`
 * @param like an object name of the repository, for its hash
 */
export function withSignature(bytes: Buffer, signature: string, like: string): Buffer {
  const end = bytes.indexOf('\n\n');
  const field = `\n${fieldOf(like)} ${signature.trimEnd().replaceAll('\n', '\n ')}`;
  return Buffer.concat([bytes.subarray(0, end), Buffer.from(field), bytes.subarray(end)]);
}

/**
 * The one signature of a commit, made with an SSH key, as git takes it out. Git passes over a second one, and over one for another
 * hash: what it would not look at is refused.
 */
export function splitSignature(bytes: Buffer, like: string): SignedCommit | { readonly reason: string } {
  if (bytes.length > mostBytes) return { reason: 'it is too large to be looked at' };
  const end = bytes.indexOf('\n\n');
  const lines = bytes.toString('latin1', 0, Math.max(end, 0)).split('\n');
  const places = lines.flatMap((line, i) => (fields.some((name) => line.startsWith(`${name} `)) ? [i] : []));
  const [at] = places;
  if (at === undefined) return { reason: 'it has no signature' };
  if (places.length > 1) return { reason: 'it has more than one signature' };
  const field = `${fieldOf(like)} `;
  if (lines[at]?.startsWith(field) !== true) return { reason: 'its signature is for another hash' };
  let last = at + 1;
  while (lines[last]?.startsWith(' ') === true) last += 1;
  const [first = '', ...more] = lines.slice(at, last);
  const signature = `${[first.slice(field.length), ...more.map((line) => line.slice(1))].join('\n')}\n`;
  if (!signature.startsWith(beginning)) return { reason: 'its signature is not of an SSH key' };
  const kept = [...lines.slice(0, at), ...lines.slice(last)].join('\n');
  return { payload: Buffer.concat([Buffer.from(kept, 'latin1'), bytes.subarray(end)]), signature };
}
