import { ownMemory } from '../../../bus/memory.ts';
import { hashFunction, hashInput, hashInputBuffer, hashKey } from '../../../spec/wire/admin/rss.ts';
import { encode } from '../../../spec/wire/decode.ts';
import { bytesOf, get } from '../../../spec/wire/field.ts';
import { entryWord } from '../../../spec/wire/struct.ts';
import { hashInputs, hashKeyBytes } from '../../settings.ts';
import { status } from '../status.ts';
import { type GetFeature, type SetFeature, wished } from './feature.ts';
import { applyRss } from './indirection.ts';

/** Bytes of the hash input buffer that mean something; what follows is reserved. */
const inputBytes = 128;

/** Feature 10; the key goes to the buffer, if there is one. */
export const getHashFunction: GetFeature = ({ options }, call, { hash }, at) => {
  encode(hashFunction.fields, call.response, at, {
    supported: options.rss.functions,
    selected: hash.function,
    initialValue: hash.initialValue,
  });
  if (call.bufferBytes === 0) return status.success;
  if (call.bufferBytes < hashKey.sizeBytes) return status.malformed;
  const buffer = ownMemory(hashKey.sizeBytes);
  encode(hashKey.fields, buffer.words, 0, { parts: hashKeyBytes / 4, key: hash.key });
  return call.writeBuffer(buffer, hashKey.sizeBytes) ? status.success : status.illegal;
};

export const setHashFunction: SetFeature = (adapter, call) => {
  const { hash } = adapter.settings;
  const { selected, initialValue } = wished(call, hashFunction);
  const isOne = selected !== 0 && (selected & (selected - 1)) === 0;
  if (!isOne || (selected & ~adapter.options.rss.functions) !== 0) return status.illegal;
  if (call.bufferBytes > 0) {
    const buffer = ownMemory(hashKey.sizeBytes);
    if (call.bufferBytes < hashKey.sizeBytes) return status.malformed;
    if (!call.readBuffer(buffer, hashKey.sizeBytes)) return status.illegal;
    if (get(buffer.words, 0, hashKey.fields.parts) > hashKeyBytes / 4) return status.illegal;
    hash.key.set(bytesOf(buffer.words, 0, hashKey.fields.key));
  }
  hash.function = selected;
  hash.initialValue = initialValue;
  return applyRss(adapter);
};

/** Feature 18; what is and what may be hashed goes to the buffer. */
export const getHashInput: GetFeature = ({ options }, call, { inputs }, at) => {
  encode(hashInput.fields, call.response, at, {
    sortL3Supported: 1,
    sortL4Supported: 1,
    sortL3: Number(inputs.sortL3),
    sortL4: Number(inputs.sortL4),
  });
  if (call.bufferBytes === 0) return status.success;
  if (call.bufferBytes < inputBytes) return status.malformed;
  const buffer = ownMemory(inputBytes);
  for (let index = 0; index < hashInputs; index++) {
    buffer.words[entryWord(hashInputBuffer.supported, index)] = options.rss.inputs[index] ?? 0;
    buffer.words[entryWord(hashInputBuffer.selected, index)] = inputs.fields[index]!;
  }
  return call.writeBuffer(buffer, inputBytes) ? status.success : status.illegal;
};

export const setHashInput: SetFeature = (adapter, call) => {
  const { inputs } = adapter.settings;
  const { sortL3, sortL4 } = wished(call, hashInput);
  const buffer = ownMemory(inputBytes);
  if (call.bufferBytes < inputBytes) return status.malformed;
  if (!call.readBuffer(buffer, inputBytes)) return status.illegal;
  const fields = Uint16Array.from(
    inputs.fields,
    (_, index) => buffer.words[entryWord(hashInputBuffer.selected, index)]!,
  );
  if (fields.some((bits, index) => (bits & ~(adapter.options.rss.inputs[index] ?? 0)) !== 0)) return status.illegal;
  inputs.fields.set(fields);
  inputs.sortL3 = sortL3 === 1;
  inputs.sortL4 = sortL4 === 1;
  return applyRss(adapter);
};
