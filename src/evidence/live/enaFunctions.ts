/** Amazon's PCI vendor id, as sysfs prints it. */
export const amazon = '0x1d0f';

/** The PCI device ids that ENA's drivers bind to, as sysfs prints them, with what they stand for. */
export const enaFunctions: ReadonlyMap<string, string> = new Map([
  ['0x0ec2', 'ENA physical function'],
  ['0x1ec2', 'ENA physical function with LLQ'],
  ['0xec20', 'ENA virtual function, which is what guests are given'],
  ['0xec21', 'ENA virtual function with LLQ'],
]);
