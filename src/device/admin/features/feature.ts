import { setPayloadWord } from '../../../spec/wire/admin/commands.ts';
import { type Decoded, decode } from '../../../spec/wire/decode.ts';
import type { Layout } from '../../../spec/wire/field.ts';
import type { Struct } from '../../../spec/wire/struct.ts';
import type { Adapter } from '../../adapter.ts';
import type { Settings } from '../../settings.ts';
import type { Call } from '../call.ts';

/** Answers what a feature is; its payload begins at word `at` of the answer. Gives the status. */
export type GetFeature = (adapter: Adapter, call: Call, settings: Settings, at: number) => number;

/** Sets a feature. Gives the status; what is refused leaves everything as it was. */
export type SetFeature = (adapter: Adapter, call: Call) => number;

/** What a driver sets a feature to. */
export const wished = <L extends Layout>({ request }: Call, { fields }: Struct<L>): Decoded<L> =>
  decode(fields, request, setPayloadWord);
