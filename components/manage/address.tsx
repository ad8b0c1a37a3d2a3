/** An email address, read as a whole: where it does not fit it breaks before its domain rather than within a word. */
export function Address({ of }: { of: string }) {
  const [local, domain] = of.split('@')
  return domain === undefined ? (
    of
  ) : (
    <>
      {`${local}@`}
      <wbr />
      {domain}
    </>
  )
}
