import type { Notice } from '../notice.ts';

const did = {
  opened: 'asks for publishing',
  updated: 'changed the request',
  approved: 'approved',
  rejected: 'rejected',
  published: 'published',
  closed: 'closed the request',
} as const;

/** One line for people: `bob@example.com approved request 7 of github.com/acme/config (main)` */
export function noticeLine({ event, actor, repository, branch, request }: Notice): string {
  return `${plain(actor ?? 'somebody')} ${did[event]}: request ${request.id} of ${plain(repository)} (${plain(branch)})`;
}

/**
 * A name or a title as a chat shows it: one line that can be no link, no mention of anybody and no date that is computed. The
 * formats put it where no markup is read; this is for programs that read it anyway.
 */
export function plain(text: string): string {
  const line = text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('://', ': //')
    .replaceAll(/([{$])(?=\{)/g, '$1 ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/@(?=here|channel|everyone)/gi, '@ ');
  // No half of a character at the end.
  return line.length > 200 ? `${line.slice(0, 199).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** What people may follow: a page of the forge, by its own address. */
export function pageOf({ request: { url } }: Notice): string | undefined {
  return url !== null && /^https?:\/\/[^\s<>|"]+$/.test(url) ? url : undefined;
}
