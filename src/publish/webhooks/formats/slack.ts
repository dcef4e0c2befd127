import type { Notice } from '../notice.ts';
import { noticeLine, pageOf, plain } from './plain-words.ts';

/**
 * For an incoming webhook of Slack. All words of people stand in `plain_text`, where Slack reads no markup and no mentions;
 * `text`, which it does read, is what notifications show, and holds none of them.
 */
export function slackPayload(notice: Notice): string {
  const { event, request } = notice;
  const url = pageOf(notice);
  return JSON.stringify({
    text: `confman: request ${request.id} ${event}`,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'section', text: plainText(plain(request.title) || `Request ${request.id}`) },
      { type: 'context', elements: [plainText(noticeLine(notice))] },
      ...(url === undefined ? [] : [{ type: 'actions', elements: [{ type: 'button', text: plainText('Look at it'), url }] }]),
    ],
  });
}

function plainText(text: string): object {
  return { type: 'plain_text', text, emoji: false };
}
