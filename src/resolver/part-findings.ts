import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { kindWord, type LayerValue } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Site } from '../model/source.ts';

/** A key that starts with `$`. @param site of the key */
export function unknownDirective(key: string, directives: readonly string[], site: Site): Diagnostic {
  const near = nearestNames(key, directives, 1)[0];
  const hint =
    key === '$schema'
      ? 'Move $schema to the root of the document'
      : `Write ${near === undefined ? '' : `${near} for the directive, or `}$${key} for a literal key`;
  return diagnostic('cascade/unknown-directive', { key }, { site, hint });
}

/** @param site of what the directive was given */
export function operandExpected(directive: string, expected: 'an array' | 'true', found: LayerValue, site: Site): Diagnostic {
  const kind = expected === 'true' && found === false ? 'false' : kindWord(found);
  const hint = `Write { ${directive}: ${expected === 'true' ? 'true' : '[..]'} }`;
  return diagnostic('cascade/directive-value', { directive, expected, kind }, { site, hint });
}

/** @param site of the object that holds both */
export function siblingsOfDirective(directive: string, siblings: readonly string[], site: Site): Diagnostic {
  const hint = `Move the other keys out of the object, or remove ${directive}`;
  return diagnostic('cascade/directive-with-siblings', { directive, siblings }, { site, hint });
}

/**
 * @param target the reference as it is written, and `found` what it stands for
 * @param site of the reference
 */
export function siblingsOfNonObject(target: string, found: LayerValue, siblings: readonly string[], site: Site): Diagnostic {
  const hint = `Remove ${siblings.join(', ')}, or refer to an object`;
  return diagnostic('resolver/siblings-of-non-object', { target, kind: kindWord(found) }, { site, hint });
}

/** @param site of the reference that was one too many */
export function tooLarge(limit: number, site: Site): Diagnostic {
  const hint = 'Refer to fewer or smaller documents, or raise limits.resolvedBytes in confman.json5';
  return diagnostic('resolver/too-large', { limit }, { site, hint });
}
