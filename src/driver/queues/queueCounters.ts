/** What is counted for a Tx queue. Names are those behind `queue_N_tx_`; each version shows those it has. */
export class TxCounters {
  cnt = 0;
  bytes = 0;
  queue_stop = 0;
  queue_wakeup = 0;
  dma_mapping_err = 0;
  linearize = 0;
  linearize_failed = 0;
  napi_comp = 0;
  tx_poll = 0;
  doorbells = 0;
  prepare_ctx_err = 0;
  bad_req_id = 0;
  llq_buffer_copy = 0;
  missed_tx = 0;
  unmask_interrupt = 0;
  lost_interrupt = 0;
  pending_timedout_pkts = 0;
}

/** Likewise for an Rx queue, behind `queue_N_rx_`. */
export class RxCounters {
  cnt = 0;
  bytes = 0;
  rx_copybreak_pkt = 0;
  csum_good = 0;
  csum_bad = 0;
  csum_unchecked = 0;
  refil_partial = 0;
  page_alloc_fail = 0;
  skb_alloc_fail = 0;
  dma_mapping_err = 0;
  bad_desc_num = 0;
  bad_req_id = 0;
  empty_rx_ring = 0;
}

/** The counters of a queue pair: they outlive the queues, which come and go with the interface. */
export class PairCounters {
  readonly tx = new TxCounters();
  readonly rx = new RxCounters();
}
