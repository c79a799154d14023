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

/**
 * The counters of a queue pair. They are to be seen while the queues are gone, and begin at 0 with the next: seen on Linux 6.1,
 * 6.12 and 7.3, where `ethtool -S` shows less after a reset than the dump before it.
 */
export class PairCounters {
  /** What the queues before these counted. No driver shows it; whoever holds counters against what was sent needs it. */
  readonly gone = { sent: 0, sentBytes: 0, received: 0 };
  #tx = new TxCounters();
  #rx = new RxCounters();

  get tx(): TxCounters {
    return this.#tx;
  }

  get rx(): RxCounters {
    return this.#rx;
  }

  /** Those of a queue that is made. */
  beginTx(): TxCounters {
    this.gone.sent += this.#tx.cnt;
    this.gone.sentBytes += this.#tx.bytes;
    this.#tx = new TxCounters();
    return this.#tx;
  }

  beginRx(): RxCounters {
    this.gone.received += this.#rx.cnt;
    this.#rx = new RxCounters();
    return this.#rx;
  }
}
