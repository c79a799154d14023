/** Where an adapter's TAP and addresses are: a subnet for each, so that routes alone choose the adapter. */
export interface Place {
  readonly tap: string;
  readonly mac: string;
  readonly host: string;
  readonly guest: string;
  /** At both ends. */
  readonly mtu: number;
}

/** `run` keeps two benches at the same time apart. */
export const placeOf = (run: number, index: number, mtu = 1500): Place => ({
  tap: `ektap${run}.${index}`,
  mac: `02:e1:a0:00:${(run & 0xff).toString(16).padStart(2, '0')}:0${index}`,
  host: `10.${64 + (run % 128)}.${index}.1`,
  guest: `10.${64 + (run % 128)}.${index}.2`,
  mtu,
});
