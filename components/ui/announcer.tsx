/** Announces a change politely to screen readers. The list next to it shows the same. */
export const Announcer = ({ children }: { children: string }) => (
  <p aria-live="polite" className="sr-only">
    {children}
  </p>
)
