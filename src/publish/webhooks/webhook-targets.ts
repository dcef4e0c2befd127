import { payloadFormats, type PayloadFormat } from './payload-formats.ts';

/** Whom to tell. Its address may hold a secret, and is shown nowhere. */
export interface WebhookTarget {
  /** What the variables are called after; empty for those without a name. */
  readonly name: string;
  readonly url: string;
  readonly secret: string | undefined;
  readonly format: PayloadFormat;
}

export interface WebhookTargets {
  /** In code-unit order of their names. */
  readonly targets: readonly WebhookTarget[];
  /** What is wrong with variables, a sentence each; they hold none of their values. */
  readonly problems: readonly string[];
}

const prefix = 'CONFMAN_WEBHOOK_URL';
const most = 10;
const shortestSecret = 16;

/**
 * Whom the environment names: `CONFMAN_WEBHOOK_URL`, and `CONFMAN_WEBHOOK_URL_<NAME>` for more of them, with `…_SECRET…` and
 * `…_FORMAT…` of the same name. No file of the repository has a say: a change that is proposed cannot lead notices, or what they
 * are signed with, elsewhere.
 */
export function webhookTargets(env: Readonly<Record<string, string | undefined>>): WebhookTargets {
  const targets: WebhookTarget[] = [];
  const problems: string[] = [];
  const names = Object.keys(env)
    .filter((name) => (name === prefix || /^CONFMAN_WEBHOOK_URL_[A-Z0-9_]{1,40}$/.test(name)) && (env[name] ?? '') !== '')
    .toSorted();
  if (names.length > most) problems.push(`there are ${names.length} webhooks, and ${most} at most are told`);
  for (const variable of names.slice(0, most)) {
    const read = targetOf(variable.slice(prefix.length), env);
    if (typeof read === 'string') problems.push(read);
    else targets.push(read);
  }
  return { targets, problems };
}

function targetOf(suffix: string, env: Readonly<Record<string, string | undefined>>): WebhookTarget | string {
  const url = env[`${prefix}${suffix}`] ?? '';
  if (!isAddress(url)) return `${prefix}${suffix} is no https address`;
  const named = env[`CONFMAN_WEBHOOK_FORMAT${suffix}`] || 'json';
  const format = (Object.keys(payloadFormats) as PayloadFormat[]).find((each) => each === named);
  if (format === undefined) return `CONFMAN_WEBHOOK_FORMAT${suffix} is none of ${Object.keys(payloadFormats).join(', ')}`;
  const secret = env[`CONFMAN_WEBHOOK_SECRET${suffix}`] || undefined;
  if (secret === undefined && format === 'json')
    return `CONFMAN_WEBHOOK_SECRET${suffix} is not set, and nothing is sent unsigned`;
  if (secret !== undefined && secret.length < shortestSecret)
    return `CONFMAN_WEBHOOK_SECRET${suffix} is shorter than ${shortestSecret} characters, and nothing is sent`;
  return { name: suffix.slice(1), url, secret, format };
}

/** Plain http only where nothing leaves the machine. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text) || text.length > 2048) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}
