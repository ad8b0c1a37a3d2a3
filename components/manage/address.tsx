/** An address that does not fit breaks before its domain rather than within a word. */
export function Address({ of }: { of: string }) {
  const domain = of.lastIndexOf('@') + 1
  return (
    <>
      {of.slice(0, domain)}
      {domain > 0 && <wbr />}
      {of.slice(domain)}
    </>
  )
}
