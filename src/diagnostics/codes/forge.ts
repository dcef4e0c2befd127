import { code, quote, type CodeRow } from '../code-row.ts';

/** An alias, since the declarations of the package write out what is not exported; an interface they cannot name. */
type Failed = {
  readonly [name: string]: string;
  readonly host: string;
  readonly reason: string;
};

type Publication = {
  readonly branch: string;
  /** Full name. */
  readonly commit: string;
  readonly reason: string;
};

function failed(summary: string, sentence: (host: string) => string): CodeRow<Failed> {
  return code<Failed>('error', summary, ({ host, reason }) => `${sentence(quote(host))}: ${reason}`);
}

export const forgeCodes = {
  'forge/unknown-forge': failed('The kind of a forge is not known', (host) => `The forge at ${host} is not known`),
  'forge/unsafe-remote': failed('The address of a remote leads to no forge', (host) => `The remote ${host} cannot be used`),
  'forge/no-token': failed('There is no token for a forge', (host) => `There is no token for ${host}`),
  'forge/unauthorised': failed('A forge does not take the token', (host) => `${host} does not take the token`),
  'forge/forbidden': failed('A token may not do what was asked', (host) => `${host} does not allow this`),
  'forge/rate-limited': failed('A forge was asked too often', (host) => `${host} was asked too often`),
  'forge/not-found': failed('A forge does not have what was asked for', (host) => `${host} does not have it`),
  'forge/moved': failed('A project has another address', (host) => `The project on ${host} has moved`),
  'forge/head-moved': failed(
    'A request has another head than the one that was looked at',
    (host) => `Nothing was done on ${host}`,
  ),
  'forge/not-mergeable': failed('The rules of a forge do not let a request through', (host) => `${host} does not merge it`),
  'forge/conflict': failed('A request conflicts with what is there', (host) => `${host} finds a conflict`),
  'forge/refused': failed('A forge refuses what was asked', (host) => `${host} refuses it`),
  'forge/unavailable': failed('A forge does not work at the moment', (host) => `${host} does not work at the moment`),
  'forge/no-answer': failed('A forge does not answer', (host) => `${host} does not answer`),
  'forge/odd-answer': failed('The answer of a forge makes no sense', (host) => `The answer of ${host} cannot be used`),
  'forge/which-provider': code<{ remote: string; reason: string }>(
    'error',
    'It is not clear who keeps the requests of a remote',
    (a) => `It is not clear who keeps the requests of ${quote(a.remote)}: ${a.reason}`,
  ),
  'forge/no-forge': code<{ place: string }>(
    'error',
    'Something was asked of a forge, and there is none',
    (a) => `Git itself keeps the requests of ${quote(a.place)}: there is no forge to ask`,
  ),
  'forge/not-kept': code<{ host: string; what: string }>(
    'error',
    'A forge does not keep what was asked for',
    (a) => `${quote(a.host)} does not keep ${a.what}`,
  ),
  'forge/name-taken': code<{ name: string; request: string }>(
    'error',
    'Another request of this name is open',
    (a) => `Request ${a.request} is open under the name ${quote(a.name)}, with another head`,
  ),
  'forge/foreign-branch': code<{ request: string; branch: string }>(
    'error',
    'A request was opened by hand, and its branch is not for confman to move',
    (a) => `Request ${a.request} asks for the branch ${quote(a.branch)}, which confman did not make`,
  ),
  'forge/unknown-makers': code<{ host: string; request: string }>(
    'warning',
    'A forge does not tell who made all commits of a request',
    (a) => `${quote(a.host)} does not tell who made all commits of request ${a.request}: no approval counts`,
  ),
  'forge/wrong-publication': code<Publication>(
    'error',
    'Something came to the protected branch against the rules',
    (a) => `Commit ${a.commit.slice(0, 12)} came to ${quote(a.branch)} against the rules: ${a.reason}`,
  ),
  'forge/unproved-publication': code<Publication>(
    'warning',
    'A forge does not tell enough to judge what was published',
    (a) => `It cannot be told whether commit ${a.commit.slice(0, 12)} came to ${quote(a.branch)} by the rules: ${a.reason}`,
  ),
  'forge/not-enforced': code<{ host: string; branch: string; rule: string; reason: string }>(
    'warning',
    'A forge does not hold what the policy asks for',
    (a) => `${quote(a.host)} does not see to it that on ${quote(a.branch)} ${a.rule}: ${a.reason}`,
  ),
} as const;
