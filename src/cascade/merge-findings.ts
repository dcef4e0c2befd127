import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { kindWord, type LayerValue } from '../model/layer-value.ts';
import type { Pointer } from '../model/pointer.ts';
import { siteOf, type Trace } from '../model/provenance.ts';

export function kindChanged(base: LayerValue, over: LayerValue, at: Pointer, bt?: Trace, ot?: Trace): Diagnostic {
  return diagnostic(
    'cascade/kind-changed',
    { pointer: at, from: kindWord(base), to: kindWord(over) },
    {
      site: ot && siteOf(ot.origin),
      related: bt === undefined ? [] : [{ site: siteOf(bt.origin), message: `${kindWord(base)} here` }],
      hint: 'Write { $replace: … } if the change is meant',
    },
  );
}

export function notAnArray(kind: string, base: LayerValue, bt?: Trace, ot?: Trace): Diagnostic {
  return diagnostic(
    'cascade/append-to-non-array',
    { directive: `$${kind}`, kind: kindWord(base) },
    {
      site: ot && siteOf(ot.origin),
      related: bt === undefined ? [] : [{ site: siteOf(bt.origin), message: 'the inherited value is set here' }],
      hint: 'Write the whole array, or { $replace: [..] }',
    },
  );
}

export function unsetNothing(at: Pointer, ot?: Trace): Diagnostic {
  return diagnostic(
    'cascade/unset-without-effect',
    { pointer: at },
    { site: ot && siteOf(ot.origin), hint: 'Remove the $unset, or correct its place' },
  );
}

export function elementUnset(ot?: Trace): Diagnostic {
  return diagnostic(
    'cascade/element-unset-outside',
    {},
    {
      site: ot && siteOf(ot.origin),
      hint: 'Give the array the strategy byKey in the merge of its cascade, or write the array anew',
    },
  );
}
