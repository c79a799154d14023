import { byte } from './field.ts';
import { struct } from './struct.ts';

/**
 * What the device writes to memory when it is asked for a register. The request id must become visible last, which one
 * store of the first word after that of the second achieves. A driver presets the id to one that cannot match, by
 * adding `unansweredRequestOffset`. Source: `ena_com.c`.
 */
export const registerAnswer = struct('ena_admin_ena_mmio_req_read_less_resp', 8, {
  requestId: byte(0).u16('Of the request this answers'),
  offset: byte(2).u16('Of the register; another one than asked for counts as no answer'),
  value: byte(4).u32(),
});
