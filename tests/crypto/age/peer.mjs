// Encrypts or decrypts with the age-encryption package: node peer.mjs FOLDER < request.json > answer
// request: {"do": "encrypt" | "decrypt" | "generate", "recipient" | "identity" | "passphrase": text, "data": base64}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const found = createRequire(join(process.argv[2], "peer.js")).resolve("age-encryption");
const age = await import(pathToFileURL(found));
const request = JSON.parse(readFileSync(0, "utf8"));
const data = Buffer.from(request.data ?? "", "base64");

let answer;
if (request.do === "generate") {
  const identity = await age.generateHybridIdentity();
  answer = JSON.stringify({ identity, recipient: await age.identityToRecipient(identity) });
} else if (request.do === "encrypt") {
  const encrypter = new age.Encrypter();
  if (request.passphrase) {
    encrypter.setScryptWorkFactor(10);
    encrypter.setPassphrase(request.passphrase);
  } else {
    encrypter.addRecipient(request.recipient);
  }
  const file = await encrypter.encrypt(data);
  answer = request.armor ? age.armor.encode(file) : file;
} else {
  const decrypter = new age.Decrypter();
  if (request.passphrase) decrypter.addPassphrase(request.passphrase);
  else decrypter.addIdentity(request.identity);
  answer = await decrypter.decrypt(request.armor ? age.armor.decode(data.toString()) : data);
}
process.stdout.write(answer);
