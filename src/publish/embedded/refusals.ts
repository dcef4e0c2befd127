import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { counted } from '../../diagnostics/sentence.ts';
import type { NamespaceApproval } from '../model/approvals.ts';
import type { RequestEvent } from '../model/event.ts';
import type { FoldRefusal } from '../model/fold.ts';
import type { EventRefusal } from '../model/judge-event.ts';

const said: Readonly<Record<FoldRefusal, string>> = {
  'not-opened': 'it was never opened',
  'already-opened': 'it is open',
  'other-request': 'the event is of another request',
  'out-of-order': 'it does not have the next number',
  'back-in-time': 'it is of a time before the last one',
  'published-already': 'it is published',
  'closed-already': 'it is closed',
  'not-closed': 'it is not closed',
  'not-a-draft': 'it is no draft',
  'is-a-draft': 'it is a draft',
  'other-head': 'it is about another commit than the one that is proposed now',
  'nothing-new': 'nothing would change',
};

/** What `fold` refused, as a finding. */
export function foldRefused({ request, type }: RequestEvent, refusal: FoldRefusal): Diagnostic {
  const hint =
    refusal === 'is-a-draft'
      ? `Submit it first: confman publish update ${request} --ready`
      : `Look at it: confman publish show ${request}`;
  return diagnostic('publish/event-refused', { request, type, reason: said[refusal] }, { hint });
}

/** A schema family that names its owner is none of the namespaces. */
function whoMay(namespace = ''): string {
  return namespace.startsWith('/') ? `confman access show ${namespace}` : 'confman access owners';
}

function sumOf({ namespace, needed, approvedBy }: NamespaceApproval): string {
  return `${approvedBy.length} of ${counted(needed, 'approval')} from ${namespace}`;
}

/** What `judgeEvent` refused, as a finding. */
export function refusalOf(refusal: EventRefusal, event: RequestEvent): Diagnostic {
  const person = event.actor;
  switch (refusal.why) {
    case 'no-permission': {
      const { permission, namespaces } = refusal;
      const hint = `Ask one who may: ${whoMay(namespaces[0])} tells who`;
      return diagnostic('publish/no-permission', { person, permission, namespaces }, { hint });
    }
    case 'unpublished': {
      const hint = 'Name a commit of the branch: confman history lists them';
      return diagnostic('publish/restores-unpublished', { commit: refusal.commit, moment: null }, { hint });
    }
    case 'own-part':
      return diagnostic('publish/own-part', { person }, { hint: 'Ask somebody who had no part in it' });
    case 'broken-groups':
      return diagnostic('publish/broken-groups', {}, { hint: 'Correct it: confman validate groups tells what is wrong' });
    case 'breaks-root':
      return diagnostic('publish/breaks-root', {}, { hint: 'Correct it: confman access show / tells what is wrong' });
    case 'rejected': {
      const { namespace, by } = refusal;
      return diagnostic('publish/rejected', { namespace, by }, { hint: 'Bring a new head, or have them approve' });
    }
    case 'approvals-missing': {
      const { approvals } = refusal;
      const beyond = approvals.find(({ unreachable }) => unreachable);
      const hint =
        beyond === undefined
          ? `Ask for the rest: ${whoMay(approvals[0]?.namespace)} tells whom`
          : `Have a role in ${beyond.namespace} given to more people, or fewer approvals asked for: so many who had no part in it there are not`;
      return diagnostic('publish/approvals-missing', { approvals: approvals.map((each) => sumOf(each)) }, { hint });
    }
    case 'too-early': {
      const { until, namespace = null } = refusal;
      const hint = `Publish it then: confman publish merge ${event.request}, or let confman publish watch do it`;
      return diagnostic('publish/too-early', { until, namespace }, { hint });
    }
    case 'frozen': {
      const { namespace, until, reason = null } = refusal;
      const hint = `Wait, or have the freeze lifted by a request of its own: confman access show ${namespace} tells where it stands`;
      return diagnostic('publish/frozen', { namespace, until, reason }, { hint });
    }
    case 'invalid':
      return diagnostic(
        'publish/invalid',
        { apps: refusal.apps },
        { hint: 'Correct them: confman validate tells what is wrong' },
      );
  }
}
