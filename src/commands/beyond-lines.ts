import { visibleText } from '../diagnostics/visible-text.ts';
import type { Reach } from '../publish/policy/open-reach.ts';
import type { ChangedDocument } from '../pipeline/access/changed-documents.ts';
import { documentLines } from './review-words.ts';

const mostFiles = 20;

/** What a request changes beside the data of apps: who approves it has to know of it, and reads it where it is written. */
export function beyondLines({ reviews, outside, view }: Reach): string[] {
  const documents = documentsOf(reviews);
  const files = outside.slice(0, mostFiles).map((path) => `${visibleText(path)}: file beside the workspace`);
  const more = outside.length > mostFiles ? [`${outside.length - mostFiles} more files`] : [];
  const lines = [...documentLines(documents, (text) => visibleText(text)), ...files, ...more];
  if (lines.length === 0) return [];
  const [base, head] = [view.base.commit, view.head.commit].map((commit) => commit?.slice(0, 12) ?? 'HEAD');
  return [...lines, `Read them: git diff ${base}...${head}`];
}

/** The same for programs. */
export function beyondJson({ reviews, outside }: Reach): object[] {
  return [
    ...documentsOf(reviews).map(({ path, kind, change }) => ({ path, kind, change })),
    ...outside.map((path) => ({ path, kind: 'file', change: 'changed' })),
  ];
}

function documentsOf({ parts, families, ungoverned }: Reach['reviews']): ChangedDocument[] {
  return [...parts, ...families, ungoverned].flatMap((each) => each.documents);
}
