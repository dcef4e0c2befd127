import type { Notice } from './notice.ts';
import { slackPayload } from './formats/slack.ts';
import { teamsPayload } from './formats/teams.ts';

/** How a notice is written for whoever gets it: the text of a JSON document. */
export const payloadFormats = {
  json: (notice: Notice) => JSON.stringify({ formatVersion: 1, ...notice }),
  slack: slackPayload,
  teams: teamsPayload,
} as const;

export type PayloadFormat = keyof typeof payloadFormats;
