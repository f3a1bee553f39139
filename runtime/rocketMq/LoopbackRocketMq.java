import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.broker.BrokerController;
import org.apache.rocketmq.common.topic.TopicValidator;
import org.apache.rocketmq.common.utils.StartAndShutdown;
import org.apache.rocketmq.namesrv.NamesrvController;
import org.apache.rocketmq.namesrv.NamesrvStartup;
import org.apache.rocketmq.proxy.ProxyStartup;
import org.apache.rocketmq.proxy.grpc.GrpcServer;
import org.apache.rocketmq.proxy.remoting.RemotingProtocolServer;
import org.apache.rocketmq.store.ha.DefaultHAService;

/**
 * RocketMQ's name server, and its proxy with the broker inside, as their own main functions start
 * them, but in one process, with every port on the loopback interface, and ended when standard input
 * ends, that is with the process that started it. Arguments: the configuration files of the name
 * server and of the proxy.
 */
public final class LoopbackRocketMq {
	private static final String LOOPBACK = "127.0.0.1";

	public static void main(String[] args) throws Exception {
		var nameServer = NamesrvStartup.main0(new String[] {"-c", args[0]});
		var proxy = read(ProxyStartup.class, "PROXY_START_AND_SHUTDOWN");
		write(proxy, "startAndShutdownList", new Parts(nameServer));
		ProxyStartup.main(new String[] {"-pc", args[1]});
		while (System.in.read() >= 0) {}
		Runtime.getRuntime().halt(1);
	}

	/** What the proxy starts one after the other; each is added when it is made, before any starts. */
	private static final class Parts extends CopyOnWriteArrayList<StartAndShutdown> {
		private final transient NamesrvController nameServer;

		Parts(NamesrvController nameServer) {
			this.nameServer = nameServer;
		}

		@Override
		public boolean add(StartAndShutdown part) {
			try {
				if (part instanceof GrpcServer) listenOnLoopback((GrpcServer) part);
				if (part instanceof RemotingProtocolServer) {
					write(read(part, "defaultRemotingServer.nettyServerConfig"), "bindAddress", LOOPBACK);
				}
				super.add(part);
				if (part.getClass().getEnclosingClass() != ProxyStartup.class) return true;
				var broker = (BrokerController) read(part, "val$brokerController");
				write(broker.getMessageStore(), "haService", new NoReplication());
				return super.add(new Registration(broker, nameServer));
			} catch (ReflectiveOperationException error) {
				throw new IllegalStateException(error);
			}
		}
	}

	/** RocketMQ has no setting for this one, nor for the proxy's remoting port. */
	private static void listenOnLoopback(GrpcServer part) throws ReflectiveOperationException {
		var server = read(part, "server.transportServer");
		var port = ((InetSocketAddress) ((List<?>) read(server, "addresses")).get(0)).getPort();
		write(server, "addresses", List.<SocketAddress>of(new InetSocketAddress(LOOPBACK, port)));
	}

	/** There are no replicas, which would come by one more port. */
	private static final class NoReplication extends DefaultHAService {
		@Override
		public void start() {}

		@Override
		public void shutdown() {}
	}

	/**
	 * The broker registers itself when it starts, but mostly before it has a connection to the name
	 * server, and then again after 10 s only. Clients must not get to the proxy in between: it would
	 * remember for 20 s that their topics are unknown.
	 */
	private record Registration(BrokerController broker, NamesrvController nameServer)
			implements StartAndShutdown {
		@Override
		public void start() throws Exception {
			var routes = nameServer.getRouteInfoManager();
			while (routes.pickupTopicRouteData(TopicValidator.RMQ_SYS_SELF_TEST_TOPIC) == null) {
				broker.registerBrokerAll(true, false, true);
				Thread.sleep(20);
			}
		}

		@Override
		public void shutdown() {}
	}

	private static Object read(Object from, String path) throws ReflectiveOperationException {
		var value = from;
		for (var name : path.split("\\.")) value = field(value, name).get(value);
		return value;
	}

	private static void write(Object target, String name, Object value)
			throws ReflectiveOperationException {
		field(target, name).set(target, value);
	}

	private static Field field(Object target, String name) throws NoSuchFieldException {
		Class<?> type = target instanceof Class<?> itself ? itself : target.getClass();
		for (; type != null; type = type.getSuperclass()) {
			for (var field : type.getDeclaredFields()) {
				if (!field.getName().equals(name)) continue;
				field.setAccessible(true);
				return field;
			}
		}
		throw new NoSuchFieldException(name + " of " + target);
	}
}
