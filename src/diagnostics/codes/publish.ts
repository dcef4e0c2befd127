import { code, list, quote } from '../code-row.ts';
import { visibleText } from '../visible-text.ts';

/** A line of a server whole, as it says what to do. Confman's own hook marks its lines. */
function saidLine(line: string): string {
  return visibleText(line.replace(/^confman: (?:error(?=\[))?/, ''), 400);
}

export const publishCodes = {
  'publish/direct-push': code<{ branch: string }>(
    'error',
    'The protected branch moves by publishing alone',
    (a) => `${quote(a.branch)} is protected: it moves only when a request is published`,
  ),
  'publish/no-branch': code<{ branch: string }>(
    'error',
    'There is no protected branch yet',
    (a) => `There is no branch ${quote(a.branch)} that a request could be published to`,
  ),
  'publish/ref-deleted': code<{ ref: string }>(
    'error',
    'What requests are made of is never deleted',
    (a) => `${quote(a.ref)} cannot be deleted`,
  ),
  'publish/ref-gone': code<{ ref: string }>(
    'error',
    'A request that was known is gone',
    (a) => `${quote(a.ref)} is gone on the other side`,
  ),
  'publish/foreign-ref': code<{ ref: string }>(
    'error',
    'A name is kept for requests and is none of a request',
    (a) => `${quote(a.ref)} is no name of a request's head or meta`,
  ),
  'publish/misleading-ref': code<{ ref: string }>(
    'error',
    'By a name git would read something else than what was published',
    (a) => `With ${quote(a.ref)} git would read something else than what was published`,
  ),
  'publish/mixed-push': code<{ refs: readonly string[] }>(
    'error',
    'A push holds more than one event of one request',
    (a) => `One push brings one event of one request, and this one moves ${list(a.refs, 4)}`,
  ),
  'publish/history-rewritten': code<{ request: string }>(
    'error',
    'The events of a request were replaced',
    (a) => `The events of request ${a.request} would not go on where they end`,
  ),
  'publish/many-events': code<{ request: string }>(
    'error',
    'A push brings more than one event',
    (a) => `More than one event of request ${a.request} would come at once`,
  ),
  'publish/bad-event': code<{ request: string; commit: string; reason: string }>(
    'error',
    'A commit is no event of a request',
    (a) => `Commit ${a.commit.slice(0, 12)} is no event of request ${a.request}: ${a.reason}`,
  ),
  'publish/event-refused': code<{ request: string; type: string; reason: string }>(
    'error',
    'An event cannot come next',
    (a) => `Request ${a.request} cannot be ${a.type} now: ${a.reason}`,
  ),
  'publish/forged-actor': code<{ actor: string; user: string }>(
    'error',
    'An event names somebody else than who pushes it',
    (a) => `The event says that ${quote(a.actor)} did it, and ${quote(a.user)} pushes it`,
  ),
  'publish/no-actor': code<{ variable: string }>(
    'error',
    'The server does not say who pushes',
    (a) => `The server does not say who pushes: ${a.variable} is not set`,
  ),
  'publish/wrong-clock': code<{ at: string; now: string }>(
    'error',
    'An event has a time that is far from now',
    (a) => `The event is of ${a.at}, and here it is ${a.now}`,
  ),
  'publish/stale-base': code<{ branch: string }>(
    'error',
    'The protected branch has moved meanwhile',
    (a) => `${quote(a.branch)} has moved since this was made`,
  ),
  'publish/head-mismatch': code<{ request: string }>(
    'error',
    'The head of a request and its events do not go together',
    (a) => `The head of request ${a.request} is not the one that its event names`,
  ),
  'publish/wrong-number': code<{ request: string }>(
    'error',
    'A request does not have the next number',
    (a) => `Request ${a.request} does not have the next number`,
  ),
  'publish/wrong-merge': code<{ commit: string; reason: string }>(
    'error',
    'What would be published is not the merge of what was approved',
    (a) => `Commit ${a.commit.slice(0, 12)} is not the merge of the request: ${a.reason}`,
  ),
  'publish/conflict': code<{ branch: string; paths: readonly string[] }>(
    'error',
    'A request cannot be merged into the protected branch',
    (a) => `The request and ${quote(a.branch)} both changed ${list(a.paths, 4)}`,
  ),
  'publish/not-a-file': code<{ path: string; what: string }>(
    'error',
    'A request brings something that is no plain file',
    (a) => `${quote(a.path)} is a ${a.what}, and a request brings plain files only`,
  ),
  'publish/no-permission': code<{ person: string; permission: string; namespaces: readonly string[] }>(
    'error',
    'Somebody may not do this in any namespace that is reached',
    (a) => `${quote(a.person)} does not have ${a.permission} in ${list(a.namespaces, 4)}`,
  ),
  'publish/restores-unpublished': code<{ commit: string; moment: string | null }>(
    'error',
    'A rollback names a commit that was never published',
    (a) =>
      a.moment === null
        ? `${a.commit.slice(0, 40)} is not on the line of the protected branch`
        : `Nothing was published by ${a.moment}`,
  ),
  'publish/not-restorable': code<{ app: string; commit: string; reason: string }>(
    'error',
    'An app cannot get back what it was',
    (a) => `${quote(a.app)} cannot be as it was at ${a.commit.slice(0, 12)}: ${a.reason}`,
  ),
  'publish/restores-others': code<{ others: readonly string[] }>(
    'error',
    'A rollback would change other apps as well',
    (a) => `Rolling back would change ${list(a.others, 4)} as well`,
  ),
  'publish/unsigned': code<{ commit: string; actor: string; reason: string }>(
    'error',
    'An event is not signed by who it is of',
    (a) =>
      a.commit === '' && a.actor === ''
        ? `Nothing can be signed: ${a.reason}`
        : a.commit === ''
          ? `The key ${quote(a.actor)} does not sign: ${a.reason}`
          : `Event ${a.commit.slice(0, 12)} is not signed by ${quote(a.actor)}: ${a.reason}`,
  ),
  'publish/own-part': code<{ person: string }>(
    'error',
    'Nobody approves what they had a part in',
    (a) => `${quote(a.person)} asked for, pushed, wrote or committed a part of the request and cannot approve it`,
  ),
  'publish/rejected': code<{ namespace: string; by: readonly string[] }>(
    'error',
    'A request was rejected',
    (a) => `For ${a.namespace} it was rejected by ${list(a.by, 4)}`,
  ),
  'publish/approvals-missing': code<{ approvals: readonly string[] }>('error', 'Approvals are missing', (a) =>
    a.approvals.length > 4 ? `${a.approvals.slice(0, 4).join(', ')} and ${a.approvals.length - 4} more` : a.approvals.join(', '),
  ),
  'publish/too-early': code<{ until: string; namespace: string | null }>('error', 'It is too early to publish', (a) =>
    a.namespace === null
      ? `It is not to be published before ${a.until}`
      : `${a.namespace} publishes at certain times, and the next is ${a.until}`,
  ),
  'publish/frozen': code<{ namespace: string; until: string; reason: string | null }>(
    'error',
    'A namespace publishes nothing now',
    (a) => `${a.namespace} is frozen until ${a.until}${a.reason === null ? '' : `: ${visibleText(a.reason, 200)}`}`,
  ),
  'publish/broken-groups': code<Record<never, never>>(
    'error',
    'The groups would have errors after publishing',
    () => 'The document of the groups would have errors, and nobody could be sure who is who',
  ),
  'publish/invalid': code<{ apps: readonly string[] }>(
    'error',
    'Apps would be invalid after publishing',
    (a) => `${a.apps.length} ${a.apps.length === 1 ? 'app' : 'apps'} would be invalid: ${list(a.apps, 4)}`,
  ),
  'publish/remote': code<{ remote: string; reason: string }>(
    'error',
    'The repository of the requests cannot be used',
    (a) => `The requests of ${quote(a.remote)} cannot be had: ${a.reason}`,
  ),
  'publish/checked-out': code<{ branch: string }>(
    'error',
    'The protected branch is checked out where it would move',
    (a) => `${quote(a.branch)} is checked out where the requests are kept, and its files would stay behind`,
  ),
  'publish/refused': code<{ said: readonly string[] }>(
    'error',
    'The server does not take it',
    (a) => `The server refused it: ${a.said.slice(0, 6).map(saidLine).join('; ')}`,
  ),
  'publish/contended': code<{ request: string }>(
    'error',
    'Others were faster again and again',
    (a) => `${a.request === 'next' ? 'The next request' : `Request ${a.request}`} was changed by others again and again`,
  ),
  'publish/nothing': code<{ branch: string }>(
    'error',
    'There is nothing to publish',
    (a) => `Publishing this would change nothing on ${quote(a.branch)}`,
  ),
  'publish/hook-unwritten': code<{ hook: string; reason: string }>(
    'error',
    'A hook of the server cannot be written',
    (a) => `The hook ${quote(a.hook)} is left as it is: ${a.reason}`,
  ),
  'publish/bad-title': code<{ title: string }>(
    'error',
    'A title is not one plain line',
    (a) => `${quote(a.title)} is no title of a request`,
  ),
  'publish/head-moved': code<{ request: string; head: string }>(
    'error',
    'A request has a new head since it was looked at',
    (a) => `Request ${a.request} has a new head since you looked: ${a.head.slice(0, 12)}`,
  ),
  'publish/nobody': code<{ stated: string | null }>('error', 'It is not known who acts', (a) =>
    a.stated === null
      ? 'It is not known who you are'
      : `${quote(a.stated)} is neither an address nor an account: it is not known who you are`,
  ),
  'publish/unknown-request': code<{ request: string }>(
    'error',
    'There is no such request',
    (a) => `There is no request ${quote(a.request)}`,
  ),
  'publish/broken-request': code<{ request: string; reason: string }>(
    'error',
    'What is stored of a request does not hold',
    (a) => `Request ${a.request} does not hold: ${a.reason}`,
  ),
} as const;
