import { z } from 'zod';
import { incidentRecordSchema } from '../incident/index.js';

/** The published JSON Schema (draft 2020-12) of a record as it is written in files: fields with a default may be absent. */
export function incidentJsonSchema() {
  const { $schema, ...rest } = z.toJSONSchema(incidentRecordSchema, { io: 'input' });
  return {
    $schema,
    $comment: 'Generated from libs/incident/record.ts by `talekeeper schema`; do not edit.',
    ...rest,
  };
}
