import { visibleText } from '../diagnostics/visible-text.ts';
import type { RequestRecord } from '../publish/model/request.ts';
import type { Webhooks } from '../publish/webhooks/open-webhooks.ts';
import type { ProviderDesk } from './with-provider.ts';

/** Milliseconds of pauses that a command makes for a receiver that did not take a notice at once. */
const patience = 2000;

/** Whom the environment names to be told; most have nobody, and nothing is loaded for them. */
export async function webhooksOf({ provider, context, opened }: ProviderDesk): Promise<Webhooks | undefined> {
  if (!Object.keys(context.env).some((name) => name.startsWith('CONFMAN_WEBHOOK_URL'))) return undefined;
  const { openWebhooks } = await import('../publish/webhooks/open-webhooks.ts');
  const { secretSchemes } = opened.workspace.settings;
  return openWebhooks(provider, context.env, secretSchemes);
}

/**
 * Tells of what a command did. What cannot be delivered is no failure of the command: it was done, and the notice is kept.
 * @param before the request before it; undefined where it was opened
 */
export async function tellWebhooks(desk: ProviderDesk, before: RequestRecord | undefined, after: RequestRecord): Promise<void> {
  const webhooks = await webhooksOf(desk);
  if (webhooks === undefined) return;
  const { happeningsOf } = await import('../publish/webhooks/happenings.ts');
  const known = new Set(before && happeningsOf(before).map(({ id }) => id));
  webhooks.sender.add(after, ({ id, event }) => (before === undefined ? event === 'opened' : !known.has(id)));
  await flushWebhooks(desk, webhooks, patience);
}

/** Sends what is due, and says what could not be sent. */
export async function flushWebhooks({ context }: ProviderDesk, webhooks: Webhooks, pauses: number): Promise<void> {
  const { problems } = await webhooks.sender.flush(pauses);
  for (const problem of [...webhooks.problems, ...problems]) context.stderr.write(`confman: ${visibleText(problem, 400)}\n`);
}
