import { parsePrincipal, type Forge } from '../../namespaces/principal.ts';
import { accountIn, optionalPart, optionalText, type Answer } from './answer.ts';

const trailer = /^co-authored-by:.*<([^<>\s]{3,320})>\s*$/gim;

/**
 * Who made a commit, as the forges of GitHub's kind tell it: the accounts that they link to its addresses, and the addresses
 * themselves, also those of co-authors.
 *
 * @param linked holds the accounts, @param commit what git knows
 */
export function commitPeople(forge: Forge, key: string, linked: Answer, commit: Answer): readonly string[] {
  const accounts = ['author', 'committer'].flatMap((role) => {
    const account = optionalPart(linked, role);
    return account === undefined || optionalText(account, key) === '' ? [] : [accountIn(forge, account, key)];
  });
  const addresses = ['author', 'committer'].map((role) => optionalText(optionalPart(commit, role) ?? {}, 'email'));
  return [...accounts, ...people([...addresses, ...coAuthors(optionalText(commit, 'message'))])];
}

export function coAuthors(message: string): readonly string[] {
  return Array.from(message.slice(0, 65_536).matchAll(trailer), ([, address]) => address as string);
}

/**
 * Those of the addresses that roles could be given to; for the addresses that forges make up to hide the real ones, the accounts
 * that they stand for.
 */
export function people(addresses: readonly string[]): readonly string[] {
  return addresses.flatMap((address) => {
    const [, host, name] = hidden(address);
    const account = name === undefined ? undefined : parsePrincipal(`${host}:${name}`);
    return [account, parsePrincipal(address)].flatMap((each) => (each === undefined || each.kind === 'group' ? [] : [each.text]));
  });
}

/** `1234+ada@users.noreply.github.com`, `1234-ada@users.noreply.gitlab.com` */
function hidden(address: string): readonly (string | undefined)[] {
  const github = /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/i.exec(address);
  if (github !== null) return [address, 'github', github[1]];
  const gitlab = /^\d+-([^@]+)@users\.noreply\.gitlab\.com$/i.exec(address);
  return gitlab === null ? [] : [address, 'gitlab', gitlab[1]];
}
