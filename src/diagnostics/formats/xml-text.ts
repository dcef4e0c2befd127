import { visibleText } from '../visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
};

/** One line of text for an element or attribute of XML 1.0, which has no way to write most controls and U+FFFE. */
export function xmlText(text: string, max?: number): string {
  return escapeXml(visibleText(text, max));
}

/** The same for text of several lines that is safe already. */
export function xmlLines(text: string): string {
  return text.split('\n').map(escapeXml).join('\n');
}

function escapeXml(text: string): string {
  return text.replace(/[\ufffe\uffff]/g, '\ufffd').replace(/[&<>"'\n]/g, (character) => ENTITIES[character] ?? character);
}
