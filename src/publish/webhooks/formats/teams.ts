import type { Notice } from '../notice.ts';
import { noticeLine, pageOf, plain } from './plain-words.ts';

/**
 * For a workflow of Teams that takes webhooks: an Adaptive Card. Words of people stand in text runs, in which no markdown is read;
 * nobody can be mentioned, as a card names whom it mentions elsewhere.
 */
export function teamsPayload(notice: Notice): string {
  const { request } = notice;
  const url = pageOf(notice);
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      line(plain(request.title) || `Request ${request.id}`, { weight: 'Bolder' }),
      line(noticeLine(notice), { isSubtle: true }),
    ],
    ...(url === undefined ? {} : { actions: [{ type: 'Action.OpenUrl', title: 'Look at it', url }] }),
  };
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  });
}

function line(text: string, style: object): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] };
}
