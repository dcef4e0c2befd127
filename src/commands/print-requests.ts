import { painter } from '../diagnostics/painter.ts';
import { visibleText } from '../diagnostics/visible-text.ts';
import type { ListedRequest } from '../publish/embedded/list-states.ts';
import type { BrokenRequest } from '../publish/embedded/read-requests.ts';
import { headOf } from '../publish/model/request.ts';
import { stateText } from './print-request.ts';

/** A line per request. */
export function listedText(listed: readonly ListedRequest[], broken: readonly BrokenRequest[], colour: boolean): string {
  const paint = painter(colour);
  const width = Math.max(0, ...listed.map(({ request }) => request.id.length));
  const lines = listed.map(({ request, state, approvals, conflicts }) => {
    const missing = approvals.filter((each) => each.missing > 0);
    const waits =
      missing.length === 0 || state === 'rejected'
        ? ''
        : `, waits for ${missing.map(({ namespace }) => visibleText(namespace)).join(', ')}`;
    const words = `${stateText(state, colour)}${waits}${conflicts ? `, ${paint.red('conflicts')}` : ''}`;
    return `${paint.bold(request.id.padStart(width))}  ${visibleText(request.title, 80)}  ${words}  ${paint.dim(`${visibleText(request.submittedBy)}, updated ${request.updatedAt}`)}`;
  });
  for (const { id, reason } of broken) lines.push(paint.red(`${id.padStart(width)}  does not hold: ${visibleText(reason)}`));
  return lines.length === 0 ? 'no requests\n' : `${lines.join('\n')}\n`;
}

/** For programs. The shape is documented in `docs/publishing.md`. */
export function listedJson(listed: readonly ListedRequest[], broken: readonly BrokenRequest[], complete = true): string {
  const requests = listed.map(({ request, state, approvals, conflicts }) => ({
    id: request.id,
    title: request.title,
    state,
    head: headOf(request).commit,
    submittedBy: request.submittedBy,
    submittedAt: request.submittedAt,
    updatedBy: request.updatedBy,
    updatedAt: request.updatedAt,
    publishAt: request.publishAt ?? null,
    published: request.published ?? null,
    approvals,
    conflicts,
  }));
  const shape = { formatVersion: 1, requests, complete, broken: broken.map(({ id, reason }) => ({ id, reason })) };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
