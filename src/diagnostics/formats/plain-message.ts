import type { Finding } from '../finding.ts';
import { appsPhrase } from '../sentence.ts';
import { visibleText } from '../visible-text.ts';

/** Sentence, apps and hint as lines of safe text, for viewers that show a message and nothing else. */
export function plainMessage(finding: Finding): string {
  const apps = appsPhrase(finding.apps);
  const lines = [apps === '' ? visibleText(finding.message) : `${visibleText(finding.message)}, ${apps}`];
  for (const { message, place } of finding.related.slice(0, 3)) {
    lines.push(`${visibleText(place.file)}:${place.line}:${place.column}: ${visibleText(message)}`);
  }
  if (finding.hint !== undefined) lines.push(`hint: ${visibleText(finding.hint)}`);
  return lines.join('\n');
}
