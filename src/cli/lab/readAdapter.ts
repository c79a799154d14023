import { BadNotation } from '../../lab/network/index.ts';
import { readSpec } from '../../lab/served/adapterSpec.ts';
import { type AdapterPlan, faultOfAdapter, NotLayable } from '../../lab/served/servedAdapter.ts';
import { BadAdapter, BadValue } from '../errors.ts';
import type { AdapterValues } from './adapterOptions.ts';

/** `sun_path` of unix(7) with its NUL, and room for `.63` and `.control`. */
const mostPathBytes = 96;

/** Where an adapter is to be served. @throws BadValue */
export const readSocketPath = (text: string): string => {
  if (Buffer.byteLength(text) <= mostPathBytes && !text.includes('\0')) return text;
  throw new BadValue('--socket', text, `a path of at most ${mostPathBytes} bytes`);
};

const readFaults = (text: string): readonly string[] => {
  const names = text.split(',');
  for (const name of names) {
    try {
      faultOfAdapter(name);
    } catch (error) {
      if (error instanceof NotLayable) throw new BadValue('--fault', name, `faults of the adapter (${error.message})`);
      throw error;
    }
  }
  return names;
};

/** The adapter that a command line of `verb` asks for. @throws BadValue, BadAdapter */
export const readAdapter = (verb: string, values: AdapterValues & { readonly trace?: boolean }): AdapterPlan => {
  const faults = values.fault === undefined ? [] : readFaults(values.fault);
  try {
    const { pcap } = values;
    return { ...readSpec(values), faults, trace: values.trace === true, ...(pcap && { pcapPath: pcap }) };
  } catch (error) {
    if (error instanceof BadNotation) throw new BadAdapter(error.message, verb);
    throw error;
  }
};
