/** Says a change politely to those who cannot see it. The list beside it shows the same. */
export const Announcer = ({ children }: { children: string }) => (
  <p aria-live="polite" className="sr-only">
    {children}
  </p>
)
