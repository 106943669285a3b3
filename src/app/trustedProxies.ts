import { BlockList, isIP, isIPv4 } from "node:net";

/** Nobody has more proxies than this in front. */
const MOST_HOPS = 10;
/** Names of address ranges in which proxies are commonly found. */
const NAMED_RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** Whether to trust what the proxy at this address, the `hop`-th from here (from 0), says about the caller before it. */
export type TrustsProxy = (address: string, hop: number) => boolean;

/**
 * Reads which proxies are trusted: `off`, how many are in front of the service (`1`), or where they are: `loopback`, `linklocal`,
 * `uniquelocal`, or addresses and ranges such as `10.0.0.0/8`, separated by commas.
 * @returns false for `off`
 * @throws RangeError, one line, for anything else, including anything that would trust everyone
 */
export function trustedProxies(setting: string): TrustsProxy | false {
  const text = setting.trim();
  if (text === "off") return false;
  if (/^\d+$/.test(text)) {
    const hops = Number(text);
    if (hops < 1 || hops > MOST_HOPS) throw new RangeError(`expected off, or 1 to ${MOST_HOPS} proxies`);
    return (_, hop) => hop < hops;
  }
  const trusted = new BlockList();
  for (const range of text.split(",").flatMap((name) => NAMED_RANGES[name.trim()] ?? [name.trim()]))
    add(trusted, range);
  return (address) => {
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
  };
}

function add(list: BlockList, range: string): void {
  const [address = "", prefix, ...rest] = range.split("/");
  const version = isIP(address);
  const bits = version === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  if (version === 0 || rest.length > 0 || !(length <= bits)) {
    throw new RangeError(
      "expected off, how many proxies stand before the service (1), or their addresses (loopback, uniquelocal, 10.0.0.0/8); " +
        "on would believe whatever a visitor writes",
    );
  }
  if (length === 0)
    throw new RangeError("a range of all addresses would believe whatever a visitor writes; name your proxies");
  list.addSubnet(address, length, version === 6 ? "ipv6" : "ipv4");
}

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
