import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Hop } from '../model/provenance.ts';
import { fromSmallest } from '../model/ring.ts';

/** Something that is being inlined right now. `hop` is the reference that led there; a layer is led to by none. */
export interface Frame {
  readonly key: string;
  readonly label: string;
  readonly hop: Hop | undefined;
}

/** The circle that is closed by a reference to one of the frames, told from its smallest name on. */
export function circleFound(frames: readonly Frame[], key: string, label: string, hop: Hop | undefined): Diagnostic {
  const from = frames.findIndex((frame) => frame.key === key);
  const ring = fromSmallest([...frames.slice(from + 1), { key, label, hop }], (link) => link.label);
  const turned = [...ring.slice(1), ...ring.slice(0, 1)];
  const hops = turned.flatMap((link) => (link.hop === undefined ? [] : [link.hop]));
  const related = hops.map((each) => ({ site: each.site, message: `refers to ${each.target}` }));
  return diagnostic(
    'resolver/cycle',
    { chain: [...ring, ...ring.slice(0, 1)].map((link) => link.label) },
    { site: hops[0]?.site, related, hint: 'Remove one of the references, or move the shared part to a document of its own' },
  );
}
