export function ClientLink({ href, go, ...rest }: { href: string; go: () => void; className: string; children: React.ReactNode }) {
  function follow(event: React.MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go()
  }
  return <a href={href} onClick={follow} {...rest} />
}
