/** What a host can do to a driver from inside the guest. All are off. */
export class Troubles {
  /** No page is to be had for received packets, as under memory pressure. */
  outOfPages = false;
}
