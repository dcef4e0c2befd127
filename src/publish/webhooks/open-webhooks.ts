import type { RequestProvider } from '../provider.ts';
import { systemClock } from '../forges/forge-connection.ts';
import { WebhookJournal } from './webhook-journal.ts';
import { WebhookSender } from './webhook-sender.ts';
import { webhookTargets } from './webhook-targets.ts';

export interface Webhooks {
  readonly sender: WebhookSender;
  /** Undefined where nothing may be kept on this machine. */
  readonly journal: WebhookJournal | undefined;
  /** What is wrong with what the environment names. */
  readonly problems: readonly string[];
}

/** @param secretSchemes as the settings of the workspace have them. @returns undefined where the environment names nobody to tell */
export function openWebhooks(
  provider: RequestProvider,
  env: Readonly<Record<string, string | undefined>>,
  secretSchemes: readonly string[],
): Webhooks | undefined {
  const { targets, problems } = webhookTargets(env);
  if (targets.length === 0 && problems.length === 0) return undefined;
  const journal = WebhookJournal.open(provider.location.root, env);
  const { place, branch } = provider;
  const noticed = { place, branch, secretSchemes, pageOf: (id: string) => provider.pageOf(id) };
  return {
    sender: new WebhookSender(targets, journal, noticed, { fetch, clock: systemClock, random: () => Math.random() }),
    journal,
    problems,
  };
}
