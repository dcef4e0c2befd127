import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { CatFile } from '../../git/cat-file.ts';
import { splitSignature } from '../../git/signed-commit.ts';
import { verifySsh } from '../../git/ssh-signature.ts';

export interface SignatureWish {
  /** Full name of the event's commit. */
  readonly commit: string;
  /** Who has to have signed it. */
  readonly actor: string;
  /** Absolute path of the list of keys: see ALLOWED SIGNERS in ssh-keygen(1). */
  readonly allowedSigners: string;
  /** Seconds since 1970; undefined for the present. */
  readonly at: number | undefined;
}

/** @returns why an event is not signed by who it says it is of; nothing where it is */
export async function checkSignature(repository: string, wish: SignatureWish): Promise<Diagnostic | undefined> {
  const { commit, actor } = wish;
  const reason = await reasonOf(repository, wish);
  return reason === undefined ? undefined : unsigned({ commit, actor, reason });
}

export function unsigned(args: { readonly commit: string; readonly actor: string; readonly reason: string }): Diagnostic {
  const hint = 'Sign with a key that the server knows: git config --global confman.sign true, and user.signingKey';
  return diagnostic('publish/unsigned', args, { hint });
}

async function reasonOf(repository: string, { commit, actor, allowedSigners, at }: SignatureWish): Promise<string | undefined> {
  const objects = new CatFile(repository, false);
  try {
    const found = await objects.contents([commit]);
    if ('reason' in found) return found.reason;
    const bytes = found[0]?.bytes;
    if (bytes === undefined) return 'it is gone';
    const signed = splitSignature(bytes, commit);
    if ('reason' in signed) return signed.reason;
    return await verifySsh(signed.payload, signed.signature, { principal: actor, allowedSigners, at });
  } finally {
    objects.close();
  }
}
