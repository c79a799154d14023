import { kernelMessages } from '../../spec/messages/kernel.ts';

const conversion = /%[-+#0-9.]*(?:hh|ll|[hlzj])?[a-zA-Z]/;
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The longest fixed part of every kernel wording; a line that holds none of them says nothing we know. */
const kernelParts = (): readonly string[] => {
  const longest = kernelMessages.map(({ text }) =>
    text.split(conversion).reduce((best, part) => (part.length > best.length ? part : best)),
  );
  return [...new Set(longest)].filter((part) => !longest.some((other) => other !== part && part.includes(other)));
};

/** Prefixes of ENA and EFA drivers; DPDK's ports; what tools are answered; bare interface names; what loggers say of repeats; colours and byte arrays, which may hide any of it. */
const ena =
  /ena[ :_.\d\u00a0]|ENA_|efa[ :_\d]|rdmap|net_ena|PCI driver: |probe driver: |Failed to set xdp program|check_for_|validate_[rt]x_req|(?:\] |> |kernel: |["[]|^)(?:eth|en[spoPX])[\w%]{1,12}: |message repeated|last \d+ rep|\x1b|"MESSAGE" ?: ?\[/;
const kernel = new RegExp(kernelParts().map(literal).join('|'));

/** Whether a line deserves a closer look. Cheap, and never wrongly false for a line that {@link openLog} would report. */
export const mayMatter = (text: string): boolean => ena.test(text) || kernel.test(text);
