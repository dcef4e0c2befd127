import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentId } from '../model/document-id.ts';
import type { JsonValue } from '../model/json.ts';
import { kindWord } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import type { Site } from '../model/source.ts';
import { fillTemplate, parseTemplate } from '../model/template.ts';
import type { Variables } from '../model/variables.ts';
import { parseReference, type Reference } from './reference.ts';

/** The value of a `$ref`, its placeholders filled, or what is wrong with it. */
export function readReference(text: JsonValue, site: Site, document: DocumentId, variables: Variables): Reference | Diagnostic {
  if (typeof text !== 'string') {
    const hint = 'Write the id of a document as a string';
    return diagnostic('resolver/reference-not-a-string', { kind: kindWord(text) }, { site, hint });
  }
  const template = parseTemplate(text);
  if (template === undefined) {
    const reason = 'a placeholder is a name in braces';
    return diagnostic('resolver/bad-reference', { target: text, reason }, { site, hint: 'Write placeholders as {name}' });
  }
  const filled = fillTemplate(template, (name) => variables.get(name));
  if ('unknown' in filled) return unknownPlaceholder(filled.unknown, variables.names, site);
  const { text: target } = filled;
  const reference = parseReference(target, document);
  if ('relative' in reference)
    return diagnostic('resolver/relative-reference', { target }, { site, hint: `Write "${reference.meant}"` });
  if (!('reason' in reference)) return reference;
  const hint = 'Write the id of a document, such as "system/network"';
  return diagnostic('resolver/bad-reference', { target, reason: reference.reason }, { site, hint });
}

function unknownPlaceholder(name: string, known: readonly string[], site: Site): Diagnostic {
  const near = nearestNames(name, known, 1)[0];
  const hint = near === undefined ? 'Define it in the vars of a namespace or of the settings' : `Write {${near}}`;
  return diagnostic('cascade/unknown-placeholder', { name, known }, { site, hint });
}
