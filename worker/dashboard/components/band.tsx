/** The letter always; A solid, B double, C single, D dashed. */
export const Band = ({ band }: { band: string }) => (
  <span class="band" data-band={band}>
    {band}
  </span>
);
