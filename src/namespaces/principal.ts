export const forges = ['github', 'gitlab', 'gitea'] as const;
export type Forge = (typeof forges)[number];

/**
 * Whom a role is given to. `text` is as it was written; `key` is equal for two spellings of the same principal, as
 * addresses and the names of the three forges are the same in either letter case. Neither holds anything but printable ASCII.
 */
export type Principal =
  | { readonly kind: 'email'; readonly key: string; readonly text: string }
  | { readonly kind: 'group'; readonly key: string; readonly text: string; readonly name: string }
  | { readonly kind: 'account'; readonly key: string; readonly text: string; readonly forge: Forge; readonly name: string };

/** Of the letters that RFC 5321 allows, those that mean nothing to any program that reads lists of owners. */
const email =
  /^[A-Za-z0-9_][A-Za-z0-9._%+'-]{0,63}@(?=.{3,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;
export const groupName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const accountName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,254}(?:\[bot\])?$/;

/**
 * `ada@example.com`, `group:payments` or `github:ada`. Names of groups are told apart by letter case, as ids are; addresses and
 * accounts are not.
 *
 * @returns undefined where the text is none of these
 */
export function parsePrincipal(text: string): Principal | undefined {
  if (text.length > 400) return undefined;
  if (email.test(text)) return { kind: 'email', key: text.toLowerCase(), text };
  const colon = text.indexOf(':');
  const [scheme, name] = [text.slice(0, Math.max(colon, 0)), text.slice(colon + 1)];
  if (scheme === 'group') return groupName.test(name) ? { kind: 'group', key: text, text, name } : undefined;
  const forge = forges.find((each) => each === scheme);
  if (forge === undefined || !accountName.test(name)) return undefined;
  return { kind: 'account', key: text.toLowerCase(), text, forge, name };
}

/** What was probably meant by a text that is no principal: the end of a hint. @param groups that there are */
export function principalHint(text: string, groups: readonly string[] = []): string {
  const bare = text.replace(/^@/, '');
  if (groups.includes(bare)) return `Write "group:${bare}"`;
  const [, host, name] = /^(forgejo|codeberg|GitHub|GitLab|Gitea):(.*)$/.exec(text) ?? [];
  const forge = host === 'forgejo' || host === 'codeberg' ? 'gitea' : host?.toLowerCase();
  if (forge !== undefined && parsePrincipal(`${forge}:${name}`) !== undefined) return `Write "${forge}:${name}"`;
  if (/^[a-z]+:[^/]+\/./.test(text))
    return 'Write a group with its members in configs/groups.json5, and name the team in its accounts';
  return 'Write an address (ada@example.com), a group (group:payments) or an account (github:ada, gitlab:ada, gitea:ada)';
}
