import { isObject, type JsonValue } from '../model/json.ts';
import { childPointer } from '../model/pointer.ts';
import { childTrace, type Trace } from '../model/provenance.ts';
import type { Added } from './value-change.ts';

/** An object that came with parts from several documents is told by these parts: each has a cause of its own. */
export function splitAdded(change: Added, trace: Trace): { readonly change: Added; readonly trace: Trace }[] {
  const { after } = change;
  const names = isObject(after) ? Object.keys(after) : [];
  if (!isObject(after) || names.length === 0 || isFromOnePlace(trace)) return [{ change, trace }];
  return names.flatMap((name) =>
    splitAdded(
      {
        kind: 'added',
        path: childPointer(change.path, name),
        newPointer: childPointer(change.newPointer, name),
        after: after[name] as JsonValue,
      },
      childTrace(trace, name),
    ),
  );
}

function isFromOnePlace(trace: Trace): boolean {
  const { source } = trace.origin;
  for (const child of trace.children?.values() ?? []) if (child.origin.source !== source || !isFromOnePlace(child)) return false;
  return true;
}
