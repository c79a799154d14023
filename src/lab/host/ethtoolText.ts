import type { Driver } from '../../driver/driver.ts';

/** Texts as the ethtool program prints them. */

type Values = readonly { readonly name: string; readonly value: number }[];

/** `ethtool -S`. */
export const statisticsText = (values: Values): string =>
  ['NIC statistics:', ...values.map(({ name, value }) => `     ${name}: ${value}`), ''].join('\n');

/** `ethtool -i`. */
export const driverText = ({ driver, version, firmwareVersion, busInfo }: Driver['driverInfo']): string =>
  [
    `driver: ${driver}`,
    `version: ${version}`,
    `firmware-version: ${firmwareVersion}`,
    'expansion-rom-version: ',
    `bus-info: ${busInfo}`,
    'supports-statistics: yes',
    'supports-test: no',
    'supports-eeprom-access: no',
    'supports-register-dump: no',
    'supports-priv-flags: yes',
    '',
  ].join('\n');

const table = (rows: readonly (readonly [name: string, value: number | string])[]): string[] =>
  rows.map(([name, value]) => `${`${name}:`.padEnd(16)}${value}`);

const ringRows = (rx: number, tx: number) =>
  table([
    ['RX', rx],
    ['RX Mini', 'n/a'],
    ['RX Jumbo', 'n/a'],
    ['TX', tx],
  ]);

/** `ethtool -g`. */
export const ringsText = (interfaceName: string, { txMax, rxMax, tx, rx }: Driver['rings']): string =>
  [
    `Ring parameters for ${interfaceName}:`,
    'Pre-set maximums:',
    ...ringRows(rxMax, txMax),
    'Current hardware settings:',
    ...ringRows(rx, tx),
    '',
  ].join('\n');

const channelRows = (combined: number) =>
  table([
    ['RX', 'n/a'],
    ['TX', 'n/a'],
    ['Other', 'n/a'],
    ['Combined', combined],
  ]);

/** `ethtool -l`. */
export const channelsText = (interfaceName: string, { combined, maxCombined }: Driver['channels']): string =>
  [
    `Channel parameters for ${interfaceName}:`,
    'Pre-set maximums:',
    ...channelRows(maxCombined),
    'Current hardware settings:',
    ...channelRows(combined),
    '',
  ].join('\n');
