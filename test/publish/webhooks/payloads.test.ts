import { describe, expect, it } from 'vitest';

import { happeningsOf } from '../../../src/publish/webhooks/happenings.ts';
import { hideReferences } from '../../../src/publish/webhooks/hide-references.ts';
import { noticeOf } from '../../../src/publish/webhooks/notice.ts';
import { payloadFormats } from '../../../src/publish/webhooks/payload-formats.ts';
import { webhookTargets } from '../../../src/publish/webhooks/webhook-targets.ts';
import { request } from './webhook-case.ts';

const hostile = '<!channel> [click](https://evil.example) *x* <at>All</at> @here {{DATE(2026)}} ${title}\u202e\n```';

function payload(format: keyof typeof payloadFormats, url: string | undefined): unknown {
  const named = { ...request, title: hostile, submittedBy: hostile };
  const place = { place: hostile, branch: hostile, secretSchemes: [], pageOf: () => url };
  return JSON.parse(payloadFormats[format](noticeOf(named, happeningsOf(named)[0]!, place)));
}

/** Every text of a payload, with the keys that it stands under. */
function texts(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

describe('hostile names and titles', () => {
  it('are plain text for Slack', () => {
    const told = payload('slack', 'https://github.com/acme/config/pull/7') as { text: string; blocks: { type: string }[] };
    expect(told.text).toBe('confman: request 7 opened');
    expect(told.blocks.map(({ type }) => type)).toEqual(['section', 'context', 'actions']);
    const kinds = JSON.stringify(told).match(/"type":"[a-z_]+"/g);
    expect(kinds).not.toContain('"type":"mrkdwn"');
  });

  it('are text runs for Teams', () => {
    const told = JSON.stringify(payload('teams', undefined));
    expect(told.match(/"type":"[A-Za-z]+"/g)).not.toContain('"type":"TextBlock"');
    expect(told).not.toContain('msteams');
  });

  it.each(['slack', 'teams'] as const)('hold no link, mention or template for %s, whoever reads them', (format) => {
    for (const [path, text] of texts(payload(format, undefined)).filter(([path]) => !path.endsWith('$schema'))) {
      expect(text, path).not.toMatch(/<|>|:\/\/|@here|\{\{|\$\{|[\u202e\n]/);
      expect(text.length).toBeLessThanOrEqual(2000);
    }
  });

  it('are cut between characters', () => {
    const named = { ...request, title: `${'a'.repeat(198)}\u{1f680}${'b'.repeat(50)}` };
    const place = { place: 'p', branch: 'main', secretSchemes: [], pageOf: () => undefined };
    const told = payloadFormats.slack(noticeOf(named, happeningsOf(named)[0]!, place));
    expect(told).toContain(`${'a'.repeat(198)}…`);
  });

  it.each(['javascript:alert(1)', 'https://a.example/|x>', 'https://a.example/ b'])('lead nowhere with %s', (url) => {
    expect(JSON.stringify([payload('slack', url), payload('teams', url)])).not.toContain(JSON.stringify(url).slice(1, -1));
  });
});

describe('references to secrets', () => {
  it.each([
    ['vault://pay/key', 'vault://…'],
    ['see VAULT://pay/key, and https://a.example/b', 'see VAULT://… and https://a.example/b'],
    ['xvault://pay/key', 'xvault://…'],
    ['nothing', 'nothing'],
  ])('%s', (text, shown) => {
    expect(hideReferences(text, ['vault'])).toBe(shown);
  });
});

describe('what happened', () => {
  const at = '2026-05-01T12:00:00Z';
  const review = {
    reviewer: 'bob@example.com',
    decision: 'approved',
    comment: 'vault://x',
    time: at,
    head: 'b',
    cleared: false,
  } as const;
  const later = {
    ...request,
    position: 5,
    heads: [...request.heads, { commit: 'b', pushedBy: 'ada@example.com', at }],
    reviews: [review, { ...review, decision: 'commented' }, { ...review, decision: 'rejected', reviewer: 'eve@example.com' }],
  } as const;

  it('is told in order, comments aside', () => {
    const published = { commit: 'c', by: 'bob@example.com', at, namespaces: [] };
    const all = happeningsOf({ ...later, phase: 'published', published });
    expect(all.filter(({ words }) => !words).map(({ event, actor }) => [event, actor])).toEqual([
      ['opened', 'ada@example.com'],
      ['updated', 'ada@example.com'],
      ['approved', 'bob@example.com'],
      ['rejected', 'eve@example.com'],
      ['published', 'bob@example.com'],
    ]);
  });

  it('has one id, whatever else happens, and none twice', () => {
    const [before, after] = [request, later].map((each) => happeningsOf(each).map(({ id }) => id));
    expect(before!.every((id) => after!.includes(id))).toBe(true);
    expect(new Set(after).size).toBe(after!.length);
    expect(happeningsOf({ ...request, id: '8' })[0]!.id).not.toBe(before![0]);
  });

  it('is closed once for each time that events close it, and once for a head of a forge', () => {
    const closed = (position: number, updatedAt: string): string =>
      happeningsOf({ ...request, phase: 'closed', position, updatedAt }).at(-1)!.id;
    expect(closed(2, at)).not.toBe(closed(4, at));
    expect(closed(0, at)).toBe(closed(0, '2026-06-01T00:00:00Z'));
  });
});

describe('the environment', () => {
  const secret = 'sixteen or more characters';

  it('names whom to tell', () => {
    const env = {
      CONFMAN_WEBHOOK_URL: 'https://a.example/x',
      CONFMAN_WEBHOOK_SECRET: secret,
      CONFMAN_WEBHOOK_URL_CHAT: 'https://b.example/y',
      CONFMAN_WEBHOOK_FORMAT_CHAT: 'teams',
    };
    expect(webhookTargets(env)).toEqual({
      targets: [
        { name: '', url: 'https://a.example/x', secret, format: 'json' },
        { name: 'CHAT', url: 'https://b.example/y', secret: undefined, format: 'teams' },
      ],
      problems: [],
    });
  });

  it.each([
    [{ CONFMAN_WEBHOOK_URL: 'http://a.example/token' }, 'CONFMAN_WEBHOOK_URL is no https address'],
    [{ CONFMAN_WEBHOOK_URL: 'file:///etc/passwd' }, 'CONFMAN_WEBHOOK_URL is no https address'],
    [{ CONFMAN_WEBHOOK_URL: 'https://a.example' }, 'CONFMAN_WEBHOOK_SECRET is not set, and nothing is sent unsigned'],
    [
      { CONFMAN_WEBHOOK_URL: 'https://a.example', CONFMAN_WEBHOOK_SECRET: 'short' },
      'CONFMAN_WEBHOOK_SECRET is shorter than 16 characters, and nothing is sent',
    ],
    [
      { CONFMAN_WEBHOOK_URL_X: 'https://a.example', CONFMAN_WEBHOOK_FORMAT_X: 'irc' },
      'CONFMAN_WEBHOOK_FORMAT_X is none of json, slack, teams',
    ],
  ])('is told what is wrong with it: %j', (env, problem) => {
    expect(webhookTargets(env)).toEqual({ targets: [], problems: [problem] });
  });
});
