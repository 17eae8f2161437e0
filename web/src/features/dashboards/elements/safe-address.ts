/** An address to lead to, if it leads to another site by an encrypted connection; whatever else a document may hold is none. */
export const safeAddress = (address: string | null | undefined): string | null => {
  if (!address) return null;
  try {
    const { protocol, hostname, username, password } = new URL(address);
    return protocol === "https:" && hostname !== "" && username === "" && password === "" ? address : null;
  } catch {
    return null;
  }
};
