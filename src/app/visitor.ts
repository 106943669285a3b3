import { isIP, isIPv4 } from "node:net";

/**
 * The key that distinguishes visitors for limits: an IPv4 address without the port that some proxies add; for an IPv6 address its /64
 * network, all of whose addresses belong to one visitor.
 */
export function visitorOf(address: string): string {
  const plain = /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain;
  if (isIPv4(inside) || isIP(inside) === 0) return inside;
  const [head = "", tail] = inside.toLowerCase().split("%", 1)[0]!.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  // An IPv4 address at the end stands for two groups.
  const groups = front.length + back.length + (inside.includes(".") ? 1 : 0);
  const filled = [...front, ...Array.from({ length: Math.max(0, 8 - groups) }, () => "0"), ...back];
  return `${filled
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
